#include "docket/persistence/store/sqlite/chain_check.hpp"

#include "docket/persistence/store/sqlite/damage.hpp"
#include "docket/persistence/store/sqlite/event_columns.hpp"
#include "docket/persistence/store/sqlite/stored_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace docket::sqlite {
namespace {

constexpr std::uint64_t events_per_progress = 65536;
constexpr auto earliest = std::numeric_limits<std::int64_t>::min();
constexpr auto latest = std::numeric_limits<std::int64_t>::max();

position place(std::int64_t p) noexcept { return position{static_cast<std::uint64_t>(p)}; }

[[noreturn]] void at_event(std::int64_t p, std::uint64_t commit, std::string what) {
  throw damage{fmt::format("position {} (commit {}): {}", p, commit, what), place(p), commit};
}

[[noreturn]] void at_commit(std::uint64_t commit, std::uint64_t first, std::string what) {
  throw damage{fmt::format("commit {}: {}", commit, what), position{first}, commit};
}

std::string events_sql() {
  return fmt::format("SELECT {} FROM events ORDER BY position", event_columns::names);
}

} // namespace

chain_check::chain_check(sqlite3* connection, const verify_options& options, verify_report& report)
    : options_(options),
      report_(report),
      commits_(connection, "SELECT number, first, last, recorded_at, hash FROM commits ORDER BY number",
               "reading the commits"),
      live_events_(connection, events_sql(), "reading the events"),
      last_position_(connection, "SELECT last FROM commits ORDER BY number DESC LIMIT 1",
                     "reading the last position"),
      shelf_(connection),
      events_(live_events_, shelf_, earliest, latest),
      names_(connection),
      recorded_at_{std::numeric_limits<std::int64_t>::min()} {}

void chain_check::run() {
  if (const rows_of last{last_position_}; last.next())
    total_ = static_cast<std::uint64_t>(std::max<std::int64_t>(last_position_.integer(0), 0));
  const rows_of commits{commits_};
  while (commits.next())
    check_commit();
  check_end();
  check_expected_head();
  tell_progress();
}

void chain_check::check_commit() {
  const auto first = commits_.integer(1), last = commits_.integer(2);
  const timestamp recorded_at{commits_.integer(3)};
  check_commit_row(commits_.integer(0), first, last, recorded_at);
  hasher_.begin(report_.head.hash, current_commit(), recorded_at);
  for (auto p = first; p <= last; ++p)
    check_event(p, recorded_at);
  const auto hash = hasher_.finish();
  if (!std::ranges::equal(commits_.blob(4), hash))
    at_commit(
        current_commit(), static_cast<std::uint64_t>(first),
        fmt::format(
            "the events at positions {} to {}, or the names they refer to, were changed: they do not give "
            "the hash that was stored",
            first, last));
  recorded_at_ = recorded_at;
  ++report_.commits;
  report_.head = {place(last), report_.commits, hash};
  expected_head_seen_ |= options_.expect_head == hash;
}

void chain_check::check_commit_row(std::int64_t number, std::int64_t first, std::int64_t last,
                                   timestamp recorded_at) const {
  const auto next = value(report_.head.position) + 1;
  if (number != static_cast<std::int64_t>(current_commit()))
    at_commit(current_commit(), next, fmt::format("it is missing, commit {} comes next", number));
  if (first != static_cast<std::int64_t>(next))
    at_commit(current_commit(), next,
              fmt::format("it begins at position {}, and {} comes next", first, next));
  if (last < first)
    at_commit(current_commit(), next, fmt::format("it begins at position {} and ends at {}", first, last));
  if (recorded_at < recorded_at_)
    at_commit(current_commit(), next, "it was recorded before the commit before it");
}

void chain_check::check_event(std::int64_t expected, timestamp recorded_at) {
  const auto commit = current_commit();
  try {
    check_place(expected);
    const auto event = events_.view(names_);
    if (event.recorded_at != recorded_at)
      at_event(expected, commit, "the event has another time of recording than its commit");
    note_type(events_.type());
    check_version(event, events_.version());
    if (events_.is_archived()) note_archived(event);
    hasher_.add(event);
    ++report_.events;
  } catch (const store_error& error) {
    if (error.code() != store_errc::corrupt) throw;
    at_event(expected, commit, error.what());
  }
  if (report_.events % events_per_progress == 0) tell_progress();
}

// To the next event, which must be at this position.
void chain_check::check_place(std::int64_t expected) {
  const auto commit = current_commit();
  const auto stored = events_.next() ? events_.position() : latest;
  if (stored > expected) at_event(expected, commit, "the event is missing");
  if (stored < expected) at_event(stored, commit, "there is an event where none can be");
  if (events_.is_archived()) return; // Archives have one form only.
  if (const auto column = misshapen_column(live_events_); !column.empty())
    at_event(expected, commit, fmt::format("the column {} is not as it was written", column));
}

void chain_check::note_archived(const event_view& event) {
  archived_.add({static_cast<std::int64_t>(event.key), value(event.version),
                 static_cast<std::int64_t>(value(event.position))});
}

void chain_check::check_version(const event_view& event, std::int64_t stored) {
  const auto key = static_cast<std::int64_t>(event.key);
  const auto at = static_cast<std::int64_t>(value(event.position));
  if (key < 1 || key > static_cast<std::int64_t>(versions_.size()))
    at_event(at, current_commit(),
             fmt::format("{} {} has key {}, and {} comes next", event.stream_type, event.stream_id, key,
                         versions_.size()));
  const auto index = static_cast<std::size_t>(key);
  if (index == versions_.size()) {
    versions_.push_back(0);
    ++report_.streams;
    note_type(names_.stream_of(key).type);
  }
  if (stored != std::int64_t{versions_[index]} + 1)
    at_event(at, current_commit(),
             fmt::format("{} {} goes on with version {} after version {}", event.stream_type, event.stream_id,
                         stored, versions_[index]));
  ++versions_[index];
}

void chain_check::check_end() {
  if (events_.next())
    at_event(events_.position(), current_commit(),
             "from here on the events belong to no commit: their commit is missing");
}

void chain_check::check_expected_head() const {
  if (!options_.expect_head || expected_head_seen_ || *options_.expect_head == sha256{}) return;
  throw damage{
      fmt::format("cut off: the log is whole up to its end at commit {} (position {}), but no commit has the "
                  "expected hash; what followed is gone, or this is another log",
                  report_.commits, value(report_.head.position)),
      position{value(report_.head.position) + 1}, current_commit()};
}

void chain_check::note_type(std::int64_t type) {
  const auto index = static_cast<std::size_t>(type); // name_lookup has refused what is no type's number.
  if (index >= types_used_.size()) types_used_.resize(index + 1);
  types_used_[index] = true;
}

void chain_check::tell_progress() const {
  if (options_.progress) options_.progress(report_.events, total_);
}

} // namespace docket::sqlite
