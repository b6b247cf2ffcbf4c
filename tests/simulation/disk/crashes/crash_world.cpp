#include "crash_world.hpp"

#include "docket/persistence/store/archive.hpp"
#include "docket/persistence/store/memory_store.hpp"
#include "docket/persistence/store/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace docket::testing {
namespace {

// So small that maintain() has something to do after a few commits.
constexpr sqlite_options store_options{.cache_bytes = 256 << 10, .checkpoint_wal_bytes = 40 << 10};

} // namespace

void crash_counts::add(const crash_counts& other) {
  acknowledged += other.acknowledged;
  failed += other.failed;
  unknown += other.unknown;
  lost += other.lost;
  doubled += other.doubled;
}

crash_world::crash_world(const disk_options& options)
    : disk_("/simulated/crashes", options),
      path_(disk_.root() / "log.db"),
      model_(make_memory_store()),
      model_reader_(model_->open_reader()) {}

crash_world::outcome crash_world::attempt(const std::function<void()>& work, const char* what) {
  try {
    work();
    return outcome::done;
  } catch (const store_error& error) {
    switch (error.code()) {
    case store_errc::io:
    case store_errc::full:
    case store_errc::invalid_append: // Of a stream or position that an earlier failure has kept from being.
    case store_errc::closed_to_writes: return outcome::refused;
    case store_errc::outcome_unknown: return outcome::unknown;
    default:
      if (!busy_ || error.code() != store_errc::locked)
        finding(fmt::format("{} told what is not so: {}", what, error.what()));
      return outcome::refused;
    }
  } catch (const std::exception& error) {
    finding(fmt::format("{} threw what is no store_error: {}", what, error.what()));
    return outcome::refused;
  }
}

void crash_world::open() {
  if (attempt([&] { store_ = open_sqlite_store(path_, store_options); }, "opening") != outcome::done) return;
  if (attempt([&] { find_out(); }, "reading the head") != outcome::done) store_.reset();
}

void crash_world::close() { store_.reset(); }

// The store has just been opened. What was in doubt is there whole, or it is not there.
void crash_world::find_out() {
  const auto found = store_->open_reader();
  const auto head = found->head();
  const auto promised = model_reader_->head();
  if (doubtful_) {
    const bool there = doubtful_->checkpoint ? found->load_checkpoint(doubtful_->checkpoint->first) ==
                                                   doubtful_->checkpoint->second
                                             : head.commit == promised.commit + 1;
    if (there) apply_doubtful();
    doubtful_.reset();
  }
  if (head == model_reader_->head()) return;
  if (head.commit < promised.commit) counts_.lost += promised.commit - head.commit;
  if (head.commit > promised.commit) counts_.doubled += head.commit - promised.commit;
  finding(fmt::format("the log ends with commit {}, {} were acknowledged", head.commit, promised.commit));
}

void crash_world::apply_doubtful() {
  if (doubtful_->checkpoint)
    model_->write_checkpoint(doubtful_->checkpoint->first, doubtful_->checkpoint->second);
  else
    testing::commit(*model_, doubtful_->batch);
}

void crash_world::require_closed_to_writes() {
  const auto refused = [&](const std::function<void()>& write) {
    try {
      write();
    } catch (const store_error& error) {
      return error.code() == store_errc::closed_to_writes;
    }
    return false;
  };
  if (!refused([&] { testing::commit(*store_, {sample_append("late", expected_version::any())}); }) ||
      !refused([&] { store_->write_checkpoint("late", position{0}); }))
    finding("a store whose last outcome is unknown takes another write");
}

// A commit that is synced takes with it what was written before.
void crash_world::snapshots_are_durable() {
  for (auto& [key, of] : snapshots_)
    of.durable = of.acknowledged;
}

void crash_world::commit(std::vector<append> batch) {
  if (!store_) return;
  commit_result answer;
  switch (attempt([&] { answer = testing::commit(*store_, batch); }, "a commit")) {
  case outcome::done:
    ++counts_.acknowledged;
    if (testing::commit(*model_, batch).head != answer.head) finding("a commit answered another head");
    snapshots_are_durable();
    break;
  case outcome::refused: ++counts_.failed; break;
  case outcome::unknown:
    ++counts_.unknown;
    doubtful_ = in_doubt{std::move(batch), {}};
    require_closed_to_writes();
    break;
  }
}

void crash_world::commit_once(append wanted) {
  if (!store_) return;
  bool there = false;
  const auto looked = attempt(
      [&] {
        const auto reader = store_->open_reader();
        const auto key = reader->find_stream(wanted.stream.type, wanted.stream.id.view());
        if (!key) return;
        for (const auto& event : whole_stream(*reader, *key))
          there = there || event.command_id == wanted.commands[0].command_id.view();
      },
      "looking for a command");
  if (looked == outcome::done && !there) commit({std::move(wanted)});
}

void crash_world::snapshot(stream_key key, docket::snapshot written) {
  if (!store_) return;
  auto& of = snapshots_[key];
  of.written.push_back(written);
  if (attempt(
          [&] {
            store_->write_snapshots(std::vector{snapshot_write{key, std::move(written)}});
          },
          "a snapshot") == outcome::done)
    of.acknowledged = of.written.size();
}

void crash_world::checkpoint(std::string name, position at) {
  if (!store_) return;
  checkpoints_[name] = true;
  switch (attempt([&] { store_->write_checkpoint(name, at); }, "a checkpoint")) {
  case outcome::done:
    model_->write_checkpoint(name, at);
    snapshots_are_durable();
    break;
  case outcome::refused: break;
  case outcome::unknown:
    doubtful_ = in_doubt{{}, std::pair{std::move(name), at}};
    require_closed_to_writes();
    break;
  }
}

void crash_world::maintain() {
  if (store_) static_cast<void>(attempt([&] { store_->maintain(); }, "maintaining"));
}

// What becomes of an archive is not promised: only that every event stays.
void crash_world::archive(const std::vector<std::string>& orders) {
  if (!store_) return;
  close();
  const auto choose = [&](quiet_streams& quiet, const std::function<void(stream_key)>& take) {
    for (const auto& order : orders)
      if (const auto key = quiet.log().find_stream("order", order)) take(*key);
  };
  static_cast<void>(attempt([&] { archive_streams(path_, latest_time, choose); }, "archiving"));
  open();
}

void crash_world::read_beside(const std::function<void()>& meanwhile) {
  if (!store_) return meanwhile();
  bool done = false;
  const auto once = [&] {
    if (!std::exchange(done, true)) meanwhile();
  };
  static_cast<void>(attempt(
      [&] {
        const auto reader = store_->open_reader();
        const auto head = reader->head().position;
        const auto last = reader->read_log(position{1}, {}, value(head), [&](const event_view&) {
          once();
          return true;
        });
        if (last != head) finding("a reader did not see all of its moment");
      },
      "reading beside"));
  once();
}

// The names of event types live as long as the program, as those of the codecs do.
void crash_world::adopt() {
  static std::set<std::string> types;
  const auto reader = open_sqlite_reader(path_);
  const auto events = whole_log(*reader);
  for (std::uint64_t number = 1; number <= reader->head().commit; ++number) {
    const auto of = reader->commit(number).value();
    std::vector<append> batch;
    for (auto at = value(of.first); at <= value(of.last); ++at) {
      const auto& event = events.at(at - 1);
      append a;
      a.stream = {"order", event.stream_id};
      a.commands.push_back({event.command_id, event.fingerprint, event.user, event.correlation,
                            event.causation, event.traceparent});
      a.events.push_back({.id = event.id,
                          .type = *types.insert(event.type).first,
                          .schema = event.schema,
                          .occurred_at = event.occurred_at,
                          .data = event.data});
      batch.push_back(std::move(a));
    }
    testing::commit(*model_, batch, of.recorded_at);
  }
  if (reader->head() != model_reader_->head()) finding("what was adopted is not understood");
}

void crash_world::restore_power() {
  close();
  disk_.set_faults({});
  disk_.restart();
}

void crash_world::settle() {
  restore_power();
  require_all();
}

bool crash_world::settle_after(std::uint64_t nth, const disk_fault& fault) {
  restore_power();
  const auto before = disk_.counters();
  disk_.set_faults(fails_once(before.operations + nth, fault));
  open();
  settle();
  return disk_.counters().faults > before.faults;
}

void crash_world::require_all() {
  open();
  if (!store_) return finding("the database cannot be opened any more");
  compare();
  const auto before = counts_.acknowledged;
  commit({sample_append("after", expected_version::any())});
  if (counts_.acknowledged != before + 1) finding("the database takes no further commit");
  close();
  verify();
}

void crash_world::compare() {
  static_cast<void>(attempt(
      [&] {
        const auto found = store_->open_reader();
        compare_events(*found);
        compare_rest(*found);
      },
      "reading what is there"));
}

void crash_world::compare_events(log_reader& found) {
  const auto there = whole_log(found);
  const auto promised = whole_log(*model_reader_);
  if (there != promised)
    finding(fmt::format("the log has {} events that are not the {} promised", there.size(), promised.size()));
  for (std::uint64_t number = 1; number <= model_reader_->head().commit; ++number)
    if (const auto commit = found.commit(number);
        !commit || commit->hash != model_reader_->commit(number)->hash)
      finding(fmt::format("commit {} is missing or another one", number));
}

void crash_world::compare_rest(log_reader& found) {
  const auto deadlines = [](log_reader& reader) {
    std::vector<std::pair<std::int64_t, std::string>> all;
    reader.read_deadlines({}, latest_time, 1'000'000, [&](const deadline_view& seen) {
      all.emplace_back(seen.due.microseconds, std::string{seen.stream_id});
      return true;
    });
    return all;
  };
  if (deadlines(found) != deadlines(*model_reader_)) finding("the deadlines are others");
  for (const auto& [name, noted] : checkpoints_)
    if (found.load_checkpoint(name) != model_reader_->load_checkpoint(name))
      finding("the checkpoint " + name + " is another one");
  for (const auto& [key, of] : snapshots_) {
    const auto there = found.load_snapshot(key);
    const auto first = of.durable == 0 ? 0 : of.durable - 1;
    const bool known = !there ? of.durable == 0
                              : std::any_of(of.written.begin() + static_cast<std::ptrdiff_t>(first),
                                            of.written.end(), [&](const docket::snapshot& s) {
                                              return s.version == there->version && s.data == there->data;
                                            });
    if (!known) finding("a snapshot is half there, or an old one is back");
  }
}

void crash_world::verify() {
  static_cast<void>(attempt(
      [&] {
        const auto report = verify_log(path_, {.expect_head = model_reader_->head().hash, .progress = {}});
        if (!report.whole()) finding("verifying finds: " + report.damage);
      },
      "verifying"));
}

} // namespace docket::testing
