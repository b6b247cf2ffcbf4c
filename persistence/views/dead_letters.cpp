#include "docket/persistence/views/dead_letters.hpp"

#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace docket {

using sqlite::rows_of;

std::vector<dead_letter> list_dead_letters(view_reader& view) {
  return views::dead_letter_tables{view.statements()}.list();
}

std::vector<discarded_event> list_discarded(view_reader& view) {
  return views::dead_letter_tables{view.statements()}.discarded();
}

dead_letter_counts count_dead_letters(view_reader& view) {
  return views::dead_letter_tables{view.statements()}.counts();
}

namespace views {
namespace {

// A stream has at most one dead letter; what comes after it in the stream is known by its position alone.
// Frozen as format 1 of a view's file.
constexpr const char* schema = R"sql(
CREATE TABLE view_dead_letters (
  stream INTEGER PRIMARY KEY, position INTEGER NOT NULL, event_id BLOB NOT NULL, stream_type TEXT NOT NULL,
  stream_id TEXT NOT NULL, event_type TEXT NOT NULL, schema INTEGER NOT NULL, occurred_at INTEGER NOT NULL,
  data TEXT NOT NULL, error TEXT NOT NULL, attempts INTEGER NOT NULL, parked_at INTEGER NOT NULL) STRICT;

CREATE TABLE view_waiting (
  stream INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (stream, position)) STRICT, WITHOUT ROWID;

CREATE TABLE view_discarded (
  position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, stream_type TEXT NOT NULL, stream_id TEXT NOT NULL,
  event_type TEXT NOT NULL, error TEXT NOT NULL, discarded_by TEXT NOT NULL, reason TEXT NOT NULL,
  discarded_at INTEGER NOT NULL) STRICT;
)sql";

constexpr std::string_view every_letter =
    "SELECT position, stream, stream_type, stream_id, event_id, event_type, schema, occurred_at, data, "
    "error, "
    "attempts, parked_at, (SELECT count(*) FROM view_waiting w WHERE w.stream = d.stream) "
    "FROM view_dead_letters d ORDER BY position";
constexpr std::string_view one_letter =
    "SELECT position, stream, stream_type, stream_id, event_id, event_type, schema, occurred_at, data, "
    "error, "
    "attempts, parked_at, (SELECT count(*) FROM view_waiting w WHERE w.stream = d.stream) "
    "FROM view_dead_letters d WHERE stream = ?";
constexpr std::string_view every_discarded =
    "SELECT position, stream, stream_type, stream_id, event_type, error, discarded_by, reason, discarded_at "
    "FROM view_discarded ORDER BY position";
constexpr std::string_view one_discarded =
    "SELECT position, stream, stream_type, stream_id, event_type, error, discarded_by, reason, discarded_at "
    "FROM view_discarded WHERE position = ?";

std::int64_t number(position at) noexcept { return static_cast<std::int64_t>(value(at)); }
std::int64_t number(stream_key key) noexcept { return static_cast<std::int64_t>(key); }
position position_in(const sqlite::statement& row, int column) noexcept {
  return position{static_cast<std::uint64_t>(row.integer(column))};
}
std::uint64_t count_in(const sqlite::statement& row, int column) noexcept {
  return static_cast<std::uint64_t>(row.integer(column));
}

dead_letter letter_in(const sqlite::statement& row) {
  dead_letter letter{.position = position_in(row, 0),
                     .key = stream_key{row.integer(1)},
                     .stream_type = std::string{row.text(2)},
                     .stream_id = std::string{row.text(3)},
                     .event_id = {},
                     .event_type = std::string{row.text(5)},
                     .schema = static_cast<std::int32_t>(row.integer(6)),
                     .occurred_at = timestamp{row.integer(7)},
                     .data = std::string{row.text(8)},
                     .error = std::string{row.text(9)},
                     .attempts = static_cast<std::uint32_t>(row.integer(10)),
                     .parked_at = timestamp{row.integer(11)},
                     .waiting = count_in(row, 12)};
  const auto id = row.blob(4);
  std::copy_n(id.begin(), std::min(id.size(), letter.event_id.size()), letter.event_id.begin());
  return letter;
}

discarded_event discarded_in(const sqlite::statement& row) {
  return {.position = position_in(row, 0),
          .key = stream_key{row.integer(1)},
          .stream_type = std::string{row.text(2)},
          .stream_id = std::string{row.text(3)},
          .event_type = std::string{row.text(4)},
          .error = std::string{row.text(5)},
          .by = std::string{row.text(6)},
          .reason = std::string{row.text(7)},
          .at = timestamp{row.integer(8)}};
}

template <class Row>
auto all_of(sqlite::statement& query, Row&& row) {
  std::vector<decltype(row(query))> found;
  for (const rows_of rows{query}; rows.next();)
    found.push_back(row(query));
  return found;
}

template <class Row>
auto first_of(sqlite::statement& query, Row&& row) -> std::optional<decltype(row(query))> {
  const rows_of rows{query};
  if (!rows.next()) return std::nullopt;
  return row(query);
}

} // namespace

void create_dead_letter_tables(sqlite3* connection) {
  const int code = sqlite3_exec(connection, schema, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) sqlite::raise(connection, code, "making a view");
}

std::vector<stream_key> dead_letter_tables::streams() {
  return all_of(statements_.prepared("SELECT stream FROM view_dead_letters"),
                [](const sqlite::statement& row) { return stream_key{row.integer(0)}; });
}

std::optional<dead_letter> dead_letter_tables::find(stream_key stream) {
  auto& query = statements_.prepared(one_letter);
  query.bind(1, number(stream));
  return first_of(query, letter_in);
}

std::vector<dead_letter> dead_letter_tables::list() {
  return all_of(statements_.prepared(every_letter), letter_in);
}

std::vector<discarded_event> dead_letter_tables::discarded() {
  return all_of(statements_.prepared(every_discarded), discarded_in);
}

std::optional<discarded_event> dead_letter_tables::find_discarded(position at) {
  auto& query = statements_.prepared(one_discarded);
  query.bind(1, number(at));
  return first_of(query, discarded_in);
}

dead_letter_counts dead_letter_tables::counts() {
  auto& query = statements_.prepared(
      "SELECT (SELECT count(*) FROM view_dead_letters), (SELECT count(*) FROM view_waiting), "
      "(SELECT count(*) FROM view_discarded)");
  return *first_of(query, [](const sqlite::statement& row) {
    return dead_letter_counts{count_in(row, 0), count_in(row, 1), count_in(row, 2)};
  });
}

std::vector<position> dead_letter_tables::waiting(stream_key stream) {
  auto& query = statements_.prepared("SELECT position FROM view_waiting WHERE stream = ? ORDER BY position");
  query.bind(1, number(stream));
  return all_of(query, [](const sqlite::statement& row) { return position_in(row, 0); });
}

std::vector<position> dead_letter_tables::not_applied() {
  auto& query = statements_.prepared(
      "SELECT position FROM view_dead_letters UNION ALL SELECT position FROM view_waiting "
      "UNION ALL SELECT position FROM view_discarded ORDER BY 1");
  return all_of(query, [](const sqlite::statement& row) { return position_in(row, 0); });
}

void dead_letter_tables::park(const event_view& event, std::string_view error, std::uint32_t attempts,
                              timestamp now) {
  auto& insert = statements_.prepared(
      "INSERT INTO view_dead_letters (stream, position, event_id, stream_type, stream_id, event_type, "
      "schema, "
      "occurred_at, data, error, attempts, parked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, number(event.key));
  insert.bind(2, number(event.position));
  insert.bind_blob(3, event.id);
  insert.bind_text(4, event.stream_type);
  insert.bind_text(5, event.stream_id);
  insert.bind_text(6, event.type);
  insert.bind(7, event.schema);
  insert.bind(8, event.occurred_at.microseconds);
  insert.bind_text(9, event.data);
  insert.bind_text(10, error);
  insert.bind(11, attempts);
  insert.bind(12, now.microseconds);
  insert.run();
}

void dead_letter_tables::put_to_wait(stream_key stream, position at) {
  auto& insert = statements_.prepared("INSERT INTO view_waiting (stream, position) VALUES (?, ?)");
  insert.bind(1, number(stream));
  insert.bind(2, number(at));
  insert.run();
}

void dead_letter_tables::remove(stream_key stream) {
  auto& remove = statements_.prepared("DELETE FROM view_dead_letters WHERE stream = ?");
  remove.bind(1, number(stream));
  remove.run();
}

void dead_letter_tables::remove_waiting(stream_key stream, position at) {
  auto& remove = statements_.prepared("DELETE FROM view_waiting WHERE stream = ? AND position = ?");
  remove.bind(1, number(stream));
  remove.bind(2, number(at));
  remove.run();
}

void dead_letter_tables::discard(const dead_letter& letter, std::string_view by, std::string_view reason,
                                 timestamp now) {
  auto& insert = statements_.prepared("INSERT INTO view_discarded (position, stream, stream_type, stream_id, "
                                      "event_type, error, discarded_by, "
                                      "reason, discarded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, number(letter.position));
  insert.bind(2, number(letter.key));
  insert.bind_text(3, letter.stream_type);
  insert.bind_text(4, letter.stream_id);
  insert.bind_text(5, letter.event_type);
  insert.bind_text(6, letter.error);
  insert.bind_text(7, by);
  insert.bind_text(8, reason);
  insert.bind(9, now.microseconds);
  insert.run();
  remove(letter.key);
}

} // namespace views
} // namespace docket
