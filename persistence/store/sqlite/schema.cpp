#include "docket/persistence/store/sqlite/schema.hpp"

#include "docket/persistence/store/sqlite/statement.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

namespace docket::sqlite {
namespace {

// FORMAT.md says what the columns mean. Never change a table of a released format: raise format_version.
constexpr const char* tables_of_format_1 = R"sql(
CREATE TABLE types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE streams (key INTEGER PRIMARY KEY, type INTEGER NOT NULL, id TEXT NOT NULL, UNIQUE (id, type)) STRICT;

CREATE TABLE events (
  position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, type INTEGER NOT NULL,
  schema INTEGER NOT NULL, id BLOB NOT NULL, occurred_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
  command_id TEXT, fingerprint INTEGER NOT NULL, user TEXT, correlation TEXT, causation TEXT, traceparent TEXT,
  data TEXT NOT NULL, UNIQUE (stream, version)) STRICT;

CREATE TABLE commits (
  number INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
  hash BLOB NOT NULL) STRICT;

CREATE TABLE snapshots (
  stream INTEGER PRIMARY KEY, version INTEGER NOT NULL, format INTEGER NOT NULL, data TEXT NOT NULL,
  hash BLOB NOT NULL) STRICT;
)sql";

// The index holds the streams as well, in their order within a time: they are the rows' numbers.
constexpr const char* added_by_format_2 = R"sql(
CREATE TABLE deadlines (stream INTEGER PRIMARY KEY, due INTEGER NOT NULL) STRICT;

CREATE INDEX deadlines_by_due ON deadlines (due);

CREATE TABLE checkpoints (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";

// Blocks are found by where they end: the first that ends at a position or after it has the position, or what
// comes next.
constexpr const char* added_by_format_3 = R"sql(
CREATE TABLE archives (
  number INTEGER PRIMARY KEY, file TEXT NOT NULL, bytes INTEGER NOT NULL, hash BLOB NOT NULL,
  events INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, closed_before INTEGER NOT NULL) STRICT;

CREATE TABLE archive_blocks (
  archive INTEGER NOT NULL, last INTEGER NOT NULL, first INTEGER NOT NULL, start INTEGER NOT NULL,
  bytes INTEGER NOT NULL, raw_bytes INTEGER NOT NULL, PRIMARY KEY (archive, last)) STRICT, WITHOUT ROWID;

CREATE TABLE archived_streams (
  stream INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, archive INTEGER NOT NULL,
  positions BLOB NOT NULL, PRIMARY KEY (stream, first)) STRICT, WITHOUT ROWID;
)sql";

// A time in microseconds as text. `%` keeps the sign in SQL, so earlier than 1970 is shifted into the
// positive.
std::string readable_time(const char* column) {
  return fmt::format("strftime('%Y-%m-%dT%H:%M:%S', ({0} - (({0} % 1000000) + 1000000) % 1000000) / 1000000, "
                     "'unixepoch') || printf('.%06dZ', (({0} % 1000000) + 1000000) % 1000000)",
                     column);
}

// The usual 8-4-4-4-12 form.
std::string readable_uuid(const char* column) {
  return fmt::format(
      "lower(substr(hex({0}), 1, 8) || '-' || substr(hex({0}), 9, 4) || '-' || substr(hex({0}), 13, 4) "
      "|| '-' || substr(hex({0}), 17, 4) || '-' || substr(hex({0}), 21))",
      column);
}

// For people with the sqlite3 shell: SELECT * FROM log WHERE stream_id = 'order-001'.
std::string view() {
  return fmt::format(R"sql(
CREATE VIEW log AS
SELECT e.position, stream_types.name AS stream_type, s.id AS stream_id, e.version, event_types.name AS event_type,
       e.schema, {} AS event_id, {} AS occurred_at, {} AS recorded_at, e.command_id, e.user,
       e.correlation, e.causation, e.traceparent, e.data
FROM events e
JOIN streams s ON s.key = e.stream
JOIN types stream_types ON stream_types.id = s.type
JOIN types event_types ON event_types.id = e.type;
)sql",
                     readable_uuid("e.id"), readable_time("e.occurred_at"), readable_time("e.recorded_at"));
}

std::int64_t number(SQLite::Database& database, const char* sql) {
  return database.execAndGet(sql).getInt64();
}

// Each step brings the database from the format before to its own.
void add_later_formats(SQLite::Database& database, std::int32_t from) {
  if (from < format_with_deadlines) database.exec(added_by_format_2);
  if (from < format_with_archives) database.exec(added_by_format_3);
  database.exec(fmt::format("PRAGMA user_version = {};", format_version));
}

} // namespace

bool is_empty(SQLite::Database& database) {
  return number(database, "SELECT count(*) FROM sqlite_schema") == 0 &&
         number(database, "PRAGMA application_id") == 0 && number(database, "PRAGMA user_version") == 0;
}

void create_schema(SQLite::Database& database) {
  SQLite::Transaction all_or_nothing{database};
  database.exec(tables_of_format_1);
  database.exec(view());
  database.exec(fmt::format("PRAGMA application_id = {};", application_id));
  add_later_formats(database, 1);
  all_or_nothing.commit();
}

std::int32_t format_of(sqlite3* connection) {
  statement pragma{connection, "PRAGMA user_version", "reading the format version"};
  const rows_of rows{pragma};
  return rows.next() ? static_cast<std::int32_t>(pragma.integer(0)) : 0;
}

void upgrade_schema(SQLite::Database& database) {
  const auto from = format_of(database.getHandle());
  if (from >= format_version) return;
  SQLite::Transaction all_or_nothing{database, SQLite::TransactionBehavior::IMMEDIATE};
  add_later_formats(database, from);
  all_or_nothing.commit();
}

void require_known_format(SQLite::Database& database, const std::string& name) {
  if (number(database, "PRAGMA application_id") != application_id)
    throw store_error(store_errc::not_a_database,
                      fmt::format("{} is a database of another program; choose another file", name));
  const auto version = format_of(database.getHandle());
  if (version > format_version)
    throw store_error(store_errc::newer_format,
                      fmt::format("{} has format version {}, and this docket knows versions up to {}; "
                                  "upgrade docket to open it",
                                  name, version, format_version));
}

} // namespace docket::sqlite
