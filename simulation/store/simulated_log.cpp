#include "docket/simulation/store/simulated_log.hpp"

#include "docket/persistence/store/memory_store.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace docket {
namespace {

struct written_commit {
  std::vector<append> appends;
  timestamp recorded_at;
};
struct written_checkpoint {
  std::string name;
  position at{};
};
using written = std::variant<written_commit, std::vector<snapshot_write>, written_checkpoint>;

void write_again(event_store& store, const written_commit& what) {
  std::vector<const append*> batch;
  for (const auto& a : what.appends)
    batch.push_back(&a);
  static_cast<void>(store.commit(batch, what.recorded_at));
}
void write_again(event_store& store, const std::vector<snapshot_write>& what) { store.write_snapshots(what); }
void write_again(event_store& store, const written_checkpoint& what) {
  store.write_checkpoint(what.name, what.at);
}

constexpr std::chrono::milliseconds slow_takes{300};

} // namespace

std::string_view name_of(store_operation operation) noexcept {
  switch (operation) {
  case store_operation::open: return "open";
  case store_operation::commit: return "commit";
  case store_operation::snapshots: return "snapshots";
  case store_operation::checkpoint: return "checkpoint";
  case store_operation::read: return "read";
  }
  return "open";
}

std::string_view name_of(store_fault fault) noexcept {
  switch (fault) {
  case store_fault::none: return "none";
  case store_fault::fails: return "fails";
  case store_fault::full: return "full";
  case store_fault::unknown_kept: return "unknown_kept";
  case store_fault::unknown_lost: return "unknown_lost";
  case store_fault::dies_before: return "dies_before";
  case store_fault::dies_after: return "dies_after";
  case store_fault::slow: return "slow";
  case store_fault::lies: return "lies";
  case store_fault::read_fails: return "read_fails";
  }
  return "none";
}

// What is written, and what of it would survive. On a disk that may lie everything is kept twice, as it must
// be written again on what is left.
class simulated_log::disk {
public:
  disk(std::function<void(std::chrono::milliseconds)> slow, bool may_lie)
      : slow_(std::move(slow)),
        may_lie_(may_lie) {}

  store_faults faults;
  bool powered = true;
  bool closed = false;      // An outcome is unknown: no more writes before a restart.
  bool died = false;        // By itself.
  std::uint64_t opened = 0; // Stores of an earlier opening are dead.
  std::uint64_t lost_by_lies = 0;

  [[nodiscard]] event_store& memory() { return *memory_; }

  [[nodiscard]] store_fault next(store_operation what) {
    const auto fault = faults ? faults(what) : store_fault::none;
    if (fault == store_fault::slow && slow_) slow_(slow_takes);
    return fault;
  }

  // `copy` answers what is written, to write it again on what a power cut leaves.
  template <class Copy, class Write>
  auto write(store_operation operation, Copy copy, Write work) {
    if (closed) throw store_error(store_errc::closed_to_writes, "an earlier outcome is unknown; restart");
    const auto fault = next(operation);
    switch (fault) {
    case store_fault::fails: throw store_error(store_errc::io, "the simulated disk failed");
    case store_fault::full: throw store_error(store_errc::full, "the simulated disk is full");
    case store_fault::unknown_lost: fail_unknown();
    case store_fault::dies_before: die();
    default: break;
    }
    auto result = work();
    if (may_lie_) history_.push_back(copy());
    volatile_ = fault == store_fault::lies ? volatile_ + 1 : 0;
    if (fault == store_fault::unknown_kept) fail_unknown();
    if (fault == store_fault::dies_after) die();
    return result;
  }

  void cut_power() {
    powered = false;
    closed = died = false;
    ++opened;
    if (volatile_ == 0) return;
    lost_by_lies += volatile_;
    history_.resize(history_.size() - volatile_);
    volatile_ = 0;
    memory_ = make_memory_store();
    for (const auto& one : history_)
      std::visit([&](const auto& what) { write_again(*memory_, what); }, one);
  }

private:
  [[noreturn]] void fail_unknown() {
    closed = true;
    throw store_error(store_errc::outcome_unknown, "the simulated disk's sync failed");
  }
  [[noreturn]] void die() {
    died = true;
    powered = false;
    throw store_error(store_errc::outcome_unknown, "the simulated power went");
  }

  std::function<void(std::chrono::milliseconds)> slow_;
  bool may_lie_;
  std::unique_ptr<event_store> memory_ = make_memory_store();
  std::vector<written> history_;
  std::size_t volatile_ = 0; // The last so many of the history would not survive.
};

namespace {

using disk_ptr = std::shared_ptr<simulated_log::disk>;

// Fails once the power is off, or the machine has been started anew.
class powered_by {
public:
  explicit powered_by(disk_ptr disk) : disk_(std::move(disk)), opened_(disk_->opened) {}

  simulated_log::disk& operator*() const {
    if (!disk_->powered || disk_->opened != opened_)
      throw store_error(store_errc::io, "the simulated machine is off");
    return *disk_;
  }
  [[nodiscard]] const disk_ptr& get() const { return disk_; }

private:
  disk_ptr disk_;
  std::uint64_t opened_;
};

class simulated_reader final : public log_reader {
public:
  explicit simulated_reader(powered_by disk)
      : disk_(std::move(disk)),
        log_((*disk_).memory().open_reader()) {}

  log_head head() override { return reading().head(); }
  std::optional<stream_key> find_stream(std::string_view type, std::string_view id) override {
    return reading().find_stream(type, id);
  }
  std::size_t read_stream(stream_key stream, version from, direction way, std::size_t limit,
                          const event_visitor& visit) override {
    return reading().read_stream(stream, from, way, limit, visit);
  }
  position read_log(position from, const log_filter& filter, std::size_t limit,
                    const event_visitor& visit) override {
    return reading().read_log(from, filter, limit, visit);
  }
  std::optional<snapshot> load_snapshot(stream_key stream) override {
    return reading().load_snapshot(stream);
  }
  std::optional<commit_record> commit(std::uint64_t number) override { return reading().commit(number); }
  std::size_t read_deadlines(deadline_cursor after, timestamp up_to, std::size_t limit,
                             const deadline_visitor& visit) override {
    return reading().read_deadlines(after, up_to, limit, visit);
  }
  std::uint64_t count_deadlines(timestamp from, timestamp up_to) override {
    return reading().count_deadlines(from, up_to);
  }
  std::optional<position> load_checkpoint(std::string_view name) override {
    return reading().load_checkpoint(name);
  }

private:
  log_reader& reading() {
    if ((*disk_).next(store_operation::read) == store_fault::read_fails)
      throw store_error(store_errc::io, "the simulated disk could not be read");
    return *log_;
  }

  powered_by disk_;
  std::unique_ptr<log_reader> log_;
};

class simulated_store final : public event_store {
public:
  explicit simulated_store(disk_ptr disk) : disk_(std::move(disk)) {}

  commit_result commit(std::span<const append* const> batch, timestamp recorded_at) override {
    auto& disk = *disk_;
    const auto copy = [&] {
      written_commit result{{}, recorded_at};
      for (const auto* a : batch)
        result.appends.push_back(*a);
      return result;
    };
    return disk.write(store_operation::commit, copy,
                      [&] { return disk.memory().commit(batch, recorded_at); });
  }

  void write_snapshots(std::span<const snapshot_write> batch) override {
    auto& disk = *disk_;
    const auto copy = [&] { return std::vector<snapshot_write>{batch.begin(), batch.end()}; };
    disk.write(store_operation::snapshots, copy, [&] {
      disk.memory().write_snapshots(batch);
      return true;
    });
  }

  void write_checkpoint(std::string_view name, position at) override {
    auto& disk = *disk_;
    const auto copy = [&] { return written_checkpoint{std::string{name}, at}; };
    disk.write(store_operation::checkpoint, copy, [&] {
      disk.memory().write_checkpoint(name, at);
      return true;
    });
  }

  void maintain() override {}
  std::unique_ptr<log_reader> open_reader() override { return std::make_unique<simulated_reader>(disk_); }
  file_sizes sizes() const override { return {}; }

private:
  powered_by disk_;
};

} // namespace

simulated_log::simulated_log(std::function<void(std::chrono::milliseconds)> slow, bool may_lie)
    : disk_(std::make_shared<disk>(std::move(slow), may_lie)) {}
simulated_log::~simulated_log() = default;

void simulated_log::place(config& settings) {
  settings.open_store = [this](const config&) { return open(); };
}

void simulated_log::go_wrong(store_faults by) { disk_->faults = std::move(by); }

std::unique_ptr<event_store> simulated_log::open() {
  if (disk_->next(store_operation::open) == store_fault::fails)
    throw store_error(store_errc::io, "the simulated disk cannot be opened");
  disk_->powered = true;
  disk_->closed = disk_->died = false;
  ++disk_->opened;
  return std::make_unique<simulated_store>(disk_);
}

std::unique_ptr<log_reader> simulated_log::open_auditor() const { return disk_->memory().open_reader(); }
void simulated_log::cut_power() { disk_->cut_power(); }
bool simulated_log::wants_restart() const { return disk_->closed || disk_->died; }
std::uint64_t simulated_log::lost_by_lies() const { return disk_->lost_by_lies; }

} // namespace docket
