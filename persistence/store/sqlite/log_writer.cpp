#include "docket/persistence/store/sqlite/log_writer.hpp"

#include "docket/domain/planted_bugs.hpp"
#include "docket/persistence/store/append_rules.hpp"
#include "docket/persistence/store/sqlite/errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

namespace docket::sqlite {
namespace {

constexpr position after(position p) noexcept { return position{value(p) + 1}; }
constexpr position before(position p) noexcept { return position{value(p) - 1}; }

// Where a write may spoil its neighbours in a sector when the power goes, SQLite fills the sector up after a
// commit's last frame with copies of it. Linux's files are taken for powersafe unless somebody says
// otherwise.
bool pads_commits(sqlite3* connection) noexcept {
  sqlite3_file* file = nullptr;
  const int code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code != SQLITE_OK || file == nullptr || file->pMethods == nullptr) return true;
  return (file->pMethods->xDeviceCharacteristics(file) & SQLITE_IOCAP_POWERSAFE_OVERWRITE) == 0;
}

} // namespace

log_writer::log_writer(sqlite3* connection)
    : connection_(connection),
      begin_(connection, "BEGIN IMMEDIATE", "beginning a commit"),
      commit_(connection, "COMMIT", "committing"),
      rollback_(connection, "ROLLBACK", "rolling back"),
      insert_commit_(connection,
                     "INSERT INTO commits (number, first, last, recorded_at, hash) VALUES (?, ?, ?, ?, ?)",
                     "writing a commit"),
      last_commit_(connection,
                   "SELECT number, last, recorded_at, hash FROM commits ORDER BY number DESC LIMIT 1",
                   "reading the last commit"),
      last_event_(connection, "SELECT max(position) FROM events", "reading the last event"),
      events_(connection),
      insert_snapshot_(connection),
      deadlines_(connection),
      upsert_checkpoint_(connection),
      types_(connection),
      streams_(connection),
      pads_commits_(pads_commits(connection)) {
  load_head();
}

commit_result log_writer::commit(std::span<const append* const> batch, timestamp recorded_at) {
  require_writable();
  for (const auto* a : batch)
    require_valid(*a, a->key == stream_key::none || streams_.knows(a->key));
  if (!planted(planted_bug::recorded_at_goes_back)) recorded_at = std::max(recorded_at, recorded_at_);
  commit_result result;
  result.appends.reserve(batch.size());
  last_sync_ = {};
  begin_.run();
  try {
    events_.clear();
    streams_.begin_batch();
    hasher_.begin(planted(planted_bug::chain_from_nothing) ? sha256{} : head_.hash, head_.commit + 1,
                  recorded_at);
    for (const auto* a : batch)
      result.appends.push_back(write(*a, recorded_at));
    if (before(next_) == head_.position)
      rollback_.run(); // Every append conflicted: there is nothing to make durable.
    else
      finish_commit(recorded_at);
  } catch (...) {
    abandon();
    throw;
  }
  result.head = head_;
  result.recorded_at = recorded_at;
  return result;
}

append_result log_writer::write(const append& a, timestamp recorded_at) {
  const auto key = a.key != stream_key::none ? a.key : find_or_insert(a);
  const auto current = key == stream_key::none ? version{0} : streams_.current(key);
  if (!a.expected.holds_for(current)) return unexpected(append_conflict{current, key});
  const auto first = next_;
  const auto last = add_events(a, key, current, recorded_at);
  streams_.advance(key, last);
  deadlines_.apply(key, a.deadline);
  return appended{first, last, key};
}

// A stream is made only for an append that is content with none, and that append is then sure to be written.
stream_key log_writer::find_or_insert(const append& a) {
  if (a.expected.holds_for(version{0}))
    if (const auto key = streams_.insert(types_.id_of(a.stream.type), a.stream.id.view());
        key != stream_key::none)
      return key;
  const auto type = types_.find(a.stream.type);
  return type ? streams_.find(*type, a.stream.id.view()) : stream_key::none;
}

version log_writer::add_events(const append& a, stream_key key, version last, timestamp recorded_at) {
  for (const auto& event : a.events) {
    last = version{value(last) + 1};
    const auto recorded = as_recorded(a, event, next_, key, last, recorded_at);
    hasher_.add(recorded);
    events_.add(recorded, types_.id_of(event.type));
    next_ = after(next_);
  }
  return last;
}

void log_writer::finish_commit(timestamp recorded_at) {
  events_.insert_all();
  const log_head head{before(next_), head_.commit + 1, hasher_.finish()};
  insert_commit_.bind(1, static_cast<std::int64_t>(head.commit));
  insert_commit_.bind(2, static_cast<std::int64_t>(value(head_.position) + 1));
  insert_commit_.bind(3, static_cast<std::int64_t>(value(head.position)));
  insert_commit_.bind(4, recorded_at.microseconds);
  insert_commit_.bind_blob(5, head.hash);
  insert_commit_.run();
  make_durable();
  head_ = head;
  recorded_at_ = recorded_at;
}

void log_writer::make_durable() {
  const auto began = std::chrono::steady_clock::now();
  const int code = commit_.try_run();
  last_sync_ =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
  if (code == SQLITE_OK || planted(planted_bug::failed_sync_ignored)) return;
  if (is_surely_not_there(code) || planted(planted_bug::failed_sync_told_as_failure))
    raise(connection_, code, "committing");
  close_to_writes();
  throw store_error(store_errc::outcome_unknown,
                    fmt::format("{}: whether the last commit is on the disk is unknown: {} (SQLite code {}); "
                                "nothing more is written until the database is opened anew",
                                sqlite3_db_filename(connection_, "main"), sqlite3_errstr(code), code));
}

// After these codes of COMMIT nothing of it can be in the log: its last frame was not written. Any other may
// have come after that frame was (a failed sync, above all); so may a full disk where something follows it.
bool log_writer::is_surely_not_there(int code) const noexcept {
  return (code & 0xff) == SQLITE_BUSY || ((code & 0xff) == SQLITE_FULL && !pads_commits_);
}

void log_writer::require_writable() const {
  if (closed_)
    throw store_error(
        store_errc::closed_to_writes,
        fmt::format("{}: whether earlier writes are on the disk is unknown, so nothing more is written; "
                    "open the database anew to find out",
                    sqlite3_db_filename(connection_, "main")));
}

// Brings the connection and what is kept in memory back to the last durable commit.
void log_writer::abandon() noexcept {
  try {
    if (sqlite3_get_autocommit(connection_) == 0) // Some errors roll back by themselves.
      rollback_.run();
    if (closed_) return;
    if (!planted(planted_bug::rollback_keeps_caches)) {
      types_.reload();
      streams_.reload();
    }
    if (!planted(planted_bug::rollback_keeps_position)) next_ = after(head_.position);
  } catch (...) {
    close_to_writes(); // What cannot even be rolled back or read must not be written to.
  }
}

// Closing must not checkpoint then: the next opening does, and finds out what there is.
void log_writer::close_to_writes() noexcept {
  closed_ = true;
  sqlite3_db_config(connection_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

// A snapshot can be made again, so its commit need not wait for the disk.
void log_writer::write_snapshots(std::span<const snapshot_write> batch) {
  require_writable();
  for (const auto& write : batch)
    if (!streams_.knows(write.key))
      throw store_error(store_errc::invalid_append, "a snapshot names a stream key that was never given");
  sync_commits(false);
  try {
    begin_.run();
    for (const auto& write : batch)
      insert_snapshot_.run(write);
    commit_.run();
  } catch (...) {
    abandon();
    sync_commits(true);
    throw;
  }
  if (!planted(planted_bug::snapshots_leave_sync_off)) sync_commits(true);
}

void log_writer::write_checkpoint(std::string_view name, position at) {
  require_writable();
  require_valid_checkpoint(name, at, head_.position);
  try {
    begin_.run();
    upsert_checkpoint_.run(name, at);
    make_durable();
  } catch (...) {
    abandon();
    throw;
  }
}

void log_writer::sync_commits(bool wanted) {
  const char* sql = wanted ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
  const int code = sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return;
  close_to_writes(); // Rather no commit than one that only seems durable.
  raise(connection_, code, sql);
}

void log_writer::load_head() {
  const rows_of commits{last_commit_};
  if (commits.next()) {
    const auto hash = last_commit_.blob(3);
    head_.commit = static_cast<std::uint64_t>(last_commit_.integer(0));
    head_.position = position{static_cast<std::uint64_t>(last_commit_.integer(1))};
    std::copy_n(hash.begin(), std::min(hash.size(), head_.hash.size()), head_.hash.begin());
    recorded_at_ = timestamp{last_commit_.integer(2)};
    next_ = after(head_.position);
  }
  const rows_of events{last_event_};
  const auto last_event = events.next() ? last_event_.integer(0) : 0;
  if (last_event != static_cast<std::int64_t>(value(head_.position)))
    throw store_error(
        store_errc::corrupt,
        fmt::format("{}: its last commit ends at position {}, its last event is at {}; run `docket "
                    "verify` to find the damage",
                    sqlite3_db_filename(connection_, "main"), value(head_.position), last_event));
}

} // namespace docket::sqlite
