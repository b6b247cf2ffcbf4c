#include "docket/persistence/store/sqlite/log_query.hpp"

#include "docket/persistence/store/sqlite/archive/archived_stream.hpp"
#include "docket/persistence/store/sqlite/archive/merged_events.hpp"
#include "docket/persistence/store/sqlite/event_columns.hpp"
#include "docket/persistence/store/sqlite/event_row.hpp"
#include "docket/persistence/store/sqlite/schema.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace docket::sqlite {
namespace {

// Positions that one statement of read_log looks at: what keeps a checkpoint from finishing shall be short,
// however rare the events are that a filter wants.
constexpr std::uint64_t window = 16384;

// After every version that a stream can have.
constexpr std::int64_t version_end = std::int64_t{1} << 32;

std::string events_where(std::string_view condition) {
  return fmt::format("SELECT {} FROM events WHERE {}", event_columns::names, condition);
}

sha256 hash_in(const statement& row, int column) noexcept {
  sha256 hash{};
  const auto stored = row.blob(column);
  std::copy_n(stored.begin(), std::min(stored.size(), hash.size()), hash.begin());
  return hash;
}

bool contains(const std::vector<std::int64_t>& ids, std::int64_t id) noexcept {
  return std::ranges::find(ids, id) != ids.end();
}

} // namespace

log_query::log_query(SQLite::Database database)
    : database_(std::move(database)),
      connection_(database_.getHandle()),
      names_(connection_),
      shelf_(connection_),
      snapshots_(connection_),
      last_commit_(connection_, "SELECT last, number, hash FROM commits ORDER BY number DESC LIMIT 1",
                   "reading the head"),
      commit_(connection_, "SELECT first, last, recorded_at, hash FROM commits WHERE number = ?",
              "reading a commit"),
      find_stream_(connection_,
                   "SELECT key FROM streams WHERE id = ? AND type = (SELECT id FROM types WHERE name = ?)",
                   "looking up a stream"),
      forward_(connection_, events_where("stream = ? AND version >= ? ORDER BY version LIMIT ?"),
               "reading a stream"),
      backward_(connection_, events_where("stream = ? AND version <= ? ORDER BY version DESC LIMIT ?"),
                "reading a stream"),
      last_position_(connection_, "SELECT last FROM commits ORDER BY number DESC LIMIT 1",
                     "reading the last position"),
      page_(connection_, events_where("position BETWEEN ? AND ? ORDER BY position"), "reading the log") {
  if (format_of(connection_) < format_with_deadlines) return;
  deadlines_.emplace(connection_, names_);
  checkpoints_.emplace(connection_);
}

log_head log_query::head() {
  const rows_of rows{last_commit_};
  if (!rows.next()) return {};
  return {position{static_cast<std::uint64_t>(last_commit_.integer(0))},
          static_cast<std::uint64_t>(last_commit_.integer(1)), hash_in(last_commit_, 2)};
}

std::optional<stream_key> log_query::find_stream(std::string_view type, std::string_view id) {
  find_stream_.bind_text(1, id);
  find_stream_.bind_text(2, type);
  const rows_of rows{find_stream_};
  return rows.next() ? std::optional{stream_key{find_stream_.integer(0)}} : std::nullopt;
}

std::size_t log_query::read_stream(stream_key stream, version from, direction way, std::size_t limit,
                                   const event_visitor& visit) {
  auto& query = way == direction::forward ? forward_ : backward_;
  query.bind(1, static_cast<std::int64_t>(stream));
  query.bind(2, value(from));
  query.bind(3, sql_limit(limit));
  return way == direction::forward ? read_forward(stream, from, limit, visit)
                                   : read_backward(stream, from, limit, visit);
}

// What is archived of a stream comes before what is not, and is asked for only where the log's table does not
// begin with what is wanted. The table is looked at first: see archive_shelf.
std::size_t log_query::read_forward(stream_key stream, version from, std::size_t limit,
                                    const event_visitor& visit) {
  const rows_of rows{forward_};
  bool live = rows.next();
  const auto first_live = live ? forward_.integer(event_columns::version) : version_end;
  std::size_t visited = 0;
  bool enough = false;
  if (first_live > std::max(value(from), 1u))
    visited = visit_archived(shelf_, names_, stream, {value(from), first_live - 1}, direction::forward, limit,
                             visit, enough);
  for (; live && !enough && visited < limit; live = rows.next()) {
    ++visited;
    enough = !visit(event_of(forward_, names_));
  }
  return visited;
}

std::size_t log_query::read_backward(stream_key stream, version from, std::size_t limit,
                                     const event_visitor& visit) {
  std::int64_t lowest = std::int64_t{value(from)} + 1;
  std::size_t visited = 0;
  bool enough = false;
  for (const rows_of rows{backward_}; !enough && rows.next();) {
    ++visited;
    lowest = backward_.integer(event_columns::version);
    enough = !visit(event_of(backward_, names_));
  }
  if (!enough && lowest > 1)
    visited += visit_archived(shelf_, names_, stream, {1, lowest - 1}, direction::backward, limit - visited,
                              visit, enough);
  return visited;
}

position log_query::read_log(position from, const log_filter& filter, std::size_t limit,
                             const event_visitor& visit) {
  const auto first = std::max(value(from), std::uint64_t{1});
  const auto end = value(last_position());
  if (limit == 0 || first > end) return position{first - 1};
  const auto event_types = known_ids(filter.event_types);
  const auto stream_types = known_ids(filter.stream_types);
  if (event_types.size() < std::min<std::size_t>(filter.event_types.size(), 1) ||
      stream_types.size() < std::min<std::size_t>(filter.stream_types.size(), 1))
    return position{end}; // Nothing of that type was ever written.

  auto& query = event_types.empty() ? page_ : page_of_types(event_types);
  for (auto begin = first; begin <= end; begin += window) {
    const auto from_here = static_cast<std::int64_t>(begin);
    const auto to_here = static_cast<std::int64_t>(std::min(end, begin + window - 1));
    query.bind(1, from_here);
    query.bind(2, to_here);
    for (merged_events events{query, shelf_, from_here, to_here}; events.next();) {
      if (events.is_archived() && !event_types.empty() && !contains(event_types, events.type())) continue;
      if (!stream_types.empty() && !contains(stream_types, names_.stream_of(events.stream()).type)) continue;
      const auto event = events.view(names_);
      if (!visit(event) || --limit == 0) return event.position;
    }
  }
  return position{end};
}

std::optional<snapshot> log_query::load_snapshot(stream_key stream) { return snapshots_.find(stream); }

std::optional<commit_record> log_query::commit(std::uint64_t number) {
  commit_.bind(1, static_cast<std::int64_t>(number));
  const rows_of rows{commit_};
  if (!rows.next()) return std::nullopt;
  return commit_record{number, position{static_cast<std::uint64_t>(commit_.integer(0))},
                       position{static_cast<std::uint64_t>(commit_.integer(1))},
                       timestamp{commit_.integer(2)}, hash_in(commit_, 3)};
}

std::size_t log_query::read_deadlines(deadline_cursor after, timestamp up_to, std::size_t limit,
                                      const deadline_visitor& visit) {
  return deadlines_ ? deadlines_->read(after, up_to, limit, visit) : 0;
}

std::uint64_t log_query::count_deadlines(timestamp from, timestamp up_to) {
  return deadlines_ ? deadlines_->count(from, up_to) : 0;
}

std::optional<position> log_query::load_checkpoint(std::string_view name) {
  return checkpoints_ ? checkpoints_->find(name) : std::nullopt;
}

std::vector<std::int64_t> log_query::known_ids(const std::vector<std::string>& types) {
  std::vector<std::int64_t> ids;
  for (const auto& type : types)
    if (const auto id = names_.type_id(type)) ids.push_back(*id);
  return ids;
}

position log_query::last_position() {
  const rows_of rows{last_position_};
  return position{rows.next() ? static_cast<std::uint64_t>(last_position_.integer(0)) : 0};
}

// A reader mostly asks with one filter over and over, so the last one's statement is kept.
statement& log_query::page_of_types(const std::vector<std::int64_t>& event_types) {
  auto sql = events_where(fmt::format("position BETWEEN ? AND ? AND type IN ({}) ORDER BY position",
                                      fmt::join(event_types, ", ")));
  if (!filtered_page_ || sql != filtered_sql_) {
    filtered_page_.reset();
    filtered_page_.emplace(connection_, sql, "reading the log");
    filtered_sql_ = std::move(sql);
  }
  return *filtered_page_;
}

} // namespace docket::sqlite
