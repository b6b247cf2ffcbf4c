#include "docket/persistence/store/memory_store.hpp"

#include "docket/domain/planted_bugs.hpp"
#include "docket/persistence/store/append_rules.hpp"
#include "docket/persistence/store/hash_chain.hpp"
#include "docket/persistence/store/memory_deadlines.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace docket {
namespace {

// What the store and its readers share. Events never move or change once they are in, so a reader holds the
// mutex only while it collects their addresses, never while it visits.
struct memory_log {
  struct stream {
    std::string type, id;
    std::vector<const recorded_event*> events; // By version.
  };

  std::mutex mutex;
  std::deque<recorded_event> events;                                           // By position.
  std::deque<commit_record> commits;                                           // By number.
  std::deque<stream> streams;                                                  // By key.
  std::map<std::pair<std::string, std::string>, stream_key, std::less<>> keys; // Of (type, id).
  std::unordered_map<std::int64_t, snapshot> snapshots;                        // By stream key.
  memory_deadlines deadlines;
  std::map<std::string, position, std::less<>> checkpoints; // By name.

  [[nodiscard]] stream* find(stream_key key) {
    const auto index = static_cast<std::uint64_t>(key) - 1;
    return index < streams.size() ? &streams[index] : nullptr;
  }

  [[nodiscard]] stream_key find_key(std::string_view type, std::string_view id) const {
    const auto known = keys.find(std::pair{std::string{type}, std::string{id}});
    return known == keys.end() ? stream_key::none : known->second;
  }

  [[nodiscard]] log_head head() const {
    return commits.empty() ? log_head{}
                           : log_head{commits.back().last, commits.back().number, commits.back().hash};
  }
};

bool wanted(const std::vector<std::string>& types, std::string_view type) {
  return types.empty() || std::ranges::find(types, type) != types.end();
}

class memory_reader final : public log_reader {
public:
  explicit memory_reader(std::shared_ptr<memory_log> log) : log_(std::move(log)) {}

  log_head head() override {
    const std::lock_guard lock{log_->mutex};
    return log_->head();
  }

  std::optional<stream_key> find_stream(std::string_view type, std::string_view id) override {
    const std::lock_guard lock{log_->mutex};
    const auto key = log_->find_key(type, id);
    return key == stream_key::none ? std::nullopt : std::optional{key};
  }

  std::size_t read_stream(stream_key stream, version from, direction way, std::size_t limit,
                          const event_visitor& visit) override {
    std::size_t visited = 0;
    for (const auto* event : page_of_stream(stream, from, way, limit)) {
      ++visited;
      if (!visit(event->view())) break;
    }
    return visited;
  }

  position read_log(position from, const log_filter& filter, std::size_t limit,
                    const event_visitor& visit) override {
    auto next = std::max(value(from), std::uint64_t{1});
    const auto end = value(head().position);
    for (; limit > 0 && next <= end; ++next) {
      const auto& event = at(next);
      if (!wanted(filter.stream_types, event.stream_type) || !wanted(filter.event_types, event.type))
        continue;
      if (!visit(event.view()) || --limit == 0) return event.position;
    }
    return position{next - 1};
  }

  std::optional<snapshot> load_snapshot(stream_key stream) override {
    const std::lock_guard lock{log_->mutex};
    const auto found = log_->snapshots.find(static_cast<std::int64_t>(stream));
    return found == log_->snapshots.end() ? std::nullopt : std::optional{found->second};
  }

  std::optional<commit_record> commit(std::uint64_t number) override {
    const std::lock_guard lock{log_->mutex};
    return number == 0 || number > log_->commits.size() ? std::nullopt
                                                        : std::optional{log_->commits[number - 1]};
  }

  std::size_t read_deadlines(deadline_cursor after, timestamp up_to, std::size_t limit,
                             const deadline_visitor& visit) override {
    std::size_t visited = 0;
    for (const auto& found : page_of_deadlines(after, up_to, limit)) {
      ++visited;
      if (!visit(found)) break;
    }
    return visited;
  }

  std::uint64_t count_deadlines(timestamp from, timestamp up_to) override {
    const std::lock_guard lock{log_->mutex};
    return log_->deadlines.count(from, up_to);
  }

  std::optional<position> load_checkpoint(std::string_view name) override {
    const std::lock_guard lock{log_->mutex};
    const auto found = log_->checkpoints.find(name);
    return found == log_->checkpoints.end() ? std::nullopt : std::optional{found->second};
  }

private:
  const recorded_event& at(std::uint64_t place) {
    const std::lock_guard lock{log_->mutex};
    return log_->events[place - 1];
  }

  std::vector<const recorded_event*> page_of_stream(stream_key key, version from, direction way,
                                                    std::size_t limit) {
    const std::lock_guard lock{log_->mutex};
    const auto* stream = log_->find(key);
    if (!stream) return {};
    const auto& all = stream->events;
    if (way == direction::backward) {
      const auto skipped = all.size() - std::min<std::size_t>(value(from), all.size());
      const auto count = std::min(limit, all.size() - skipped);
      const auto newest = all.rbegin() + static_cast<std::ptrdiff_t>(skipped);
      return {newest, newest + static_cast<std::ptrdiff_t>(count)};
    }
    const auto skipped = std::min<std::size_t>(std::max(value(from), 1u) - 1, all.size());
    const auto count = std::min(limit, all.size() - skipped);
    const auto oldest = all.begin() + static_cast<std::ptrdiff_t>(skipped);
    return {oldest, oldest + static_cast<std::ptrdiff_t>(count)};
  }

  // The names stay where they are: a stream is never removed.
  std::vector<deadline_view> page_of_deadlines(deadline_cursor after, timestamp up_to, std::size_t limit) {
    const std::lock_guard lock{log_->mutex};
    std::vector<deadline_view> page;
    for (const auto& [due, key] : log_->deadlines.read(after, up_to, limit)) {
      const auto* stream = log_->find(key);
      page.push_back({due, key, stream->type, stream->id});
    }
    return page;
  }

  std::shared_ptr<memory_log> log_;
};

class memory_store final : public event_store {
public:
  commit_result commit(std::span<const append* const> batch, timestamp recorded_at) override {
    const std::lock_guard lock{log_->mutex};
    for (const auto* a : batch)
      require_valid(*a, a->key == stream_key::none || log_->find(a->key));
    const auto before = log_->head();
    if (!log_->commits.empty() && !planted(planted_bug::recorded_at_goes_back))
      recorded_at = std::max(recorded_at, log_->commits.back().recorded_at);
    hasher_.begin(planted(planted_bug::chain_from_nothing) ? sha256{} : before.hash, before.commit + 1,
                  recorded_at);
    commit_result result;
    for (const auto* a : batch)
      result.appends.push_back(write(*a, recorded_at));
    const position last{log_->events.size()};
    if (last != before.position)
      log_->commits.push_back(
          {before.commit + 1, position{value(before.position) + 1}, last, recorded_at, hasher_.finish()});
    result.head = log_->head();
    result.recorded_at = recorded_at;
    return result;
  }

  void write_snapshots(std::span<const snapshot_write> batch) override {
    const std::lock_guard lock{log_->mutex};
    for (const auto& write : batch)
      if (!log_->find(write.key))
        throw store_error(store_errc::invalid_append, "a snapshot names a stream key that was never given");
    for (const auto& write : batch)
      log_->snapshots[static_cast<std::int64_t>(write.key)] = write.snapshot;
  }

  void write_checkpoint(std::string_view name, position at) override {
    const std::lock_guard lock{log_->mutex};
    require_valid_checkpoint(name, at, log_->head().position);
    log_->checkpoints.insert_or_assign(std::string{name}, at);
  }

  void maintain() override {}

  std::unique_ptr<log_reader> open_reader() override { return std::make_unique<memory_reader>(log_); }

  file_sizes sizes() const override { return {}; }

private:
  append_result write(const append& a, timestamp recorded_at) {
    auto key = a.key != stream_key::none ? a.key : log_->find_key(a.stream.type, a.stream.id.view());
    auto* stream = log_->find(key);
    const version current{stream ? static_cast<std::uint32_t>(stream->events.size()) : 0};
    if (!a.expected.holds_for(current)) return unexpected(append_conflict{current, key});
    if (!stream) {
      key = insert(a.stream);
      stream = log_->find(key);
    }
    const position first{log_->events.size() + 1};
    for (const auto& event : a.events) {
      const version next{static_cast<std::uint32_t>(stream->events.size()) + 1};
      const position at{log_->events.size() + 1};
      const auto& stored = log_->events.emplace_back(as_recorded(a, event, at, key, next, recorded_at));
      hasher_.add(stored.view());
      stream->events.push_back(&stored);
    }
    log_->deadlines.apply(key, a.deadline);
    return appended{first, version{static_cast<std::uint32_t>(stream->events.size())}, key};
  }

  stream_key insert(const stream_name& name) {
    log_->streams.push_back({std::string{name.type}, name.id.str(), {}});
    const stream_key key{static_cast<std::int64_t>(log_->streams.size())};
    log_->keys.emplace(std::pair{std::string{name.type}, name.id.str()}, key);
    return key;
  }

  std::shared_ptr<memory_log> log_ = std::make_shared<memory_log>();
  commit_hasher hasher_;
};

} // namespace

std::unique_ptr<event_store> make_memory_store() { return std::make_unique<memory_store>(); }

} // namespace docket
