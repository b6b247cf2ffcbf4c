#include "docket/persistence/store/sqlite/table_check.hpp"

#include "docket/persistence/store/hash_chain.hpp"
#include "docket/persistence/store/sqlite/archive/archive_check.hpp"
#include "docket/persistence/store/sqlite/damage.hpp"
#include "docket/persistence/store/sqlite/schema.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <functional>

namespace docket::sqlite {
namespace {

row_digest digest_of(sqlite3* connection, const std::string& sql) {
  statement query{connection, sql, "comparing an index with its table"};
  row_digest all;
  for (const rows_of rows{query}; rows.next(); all.end_row())
    for (int column = 0; column < query.columns(); ++column)
      all.add_column(query.storage_class(column) == SQLITE_INTEGER
                         ? static_cast<std::uint64_t>(query.integer(column))
                         : std::hash<std::string_view>{}(query.text(column)));
  return all;
}

void check_index(sqlite3* connection, const char* table, const std::string& index, const char* columns) {
  const auto stored = digest_of(connection, fmt::format("SELECT {} FROM {} NOT INDEXED", columns, table));
  const auto indexed =
      digest_of(connection, fmt::format("SELECT {} FROM {} INDEXED BY {}", columns, table, index));
  if (stored != indexed)
    throw damage{
        fmt::format("the index of the table {0} does not agree with the table; the events are whole, and "
                    "`REINDEX {0}` in the sqlite3 shell makes the index anew",
                    table),
        {},
        {}};
}

// The index that SQLite makes for a constraint.
void check_index(sqlite3* connection, const char* table, const char* columns) {
  check_index(connection, table, fmt::format("sqlite_autoindex_{}_1", table), columns);
}

void check_streams(sqlite3* connection, const chain_check& chain) {
  const auto seen = static_cast<std::int64_t>(chain.versions().size()) - 1;
  statement extra{connection, "SELECT key, id FROM streams WHERE key < 1 OR key > ? ORDER BY key LIMIT 1",
                  "reading the streams"};
  extra.bind(1, seen);
  if (const rows_of rows{extra}; rows.next())
    throw damage{
        fmt::format("the stream {} (key {}) has no events", extra.text(1), extra.integer(0)), {}, {}};
}

void check_types(sqlite3* connection, const chain_check& chain) {
  statement types{connection, "SELECT id, name FROM types ORDER BY id", "reading the types"};
  const auto& used = chain.types_used();
  for (const rows_of rows{types}; rows.next();) {
    const auto id = types.integer(0);
    if (id < 1 || id >= static_cast<std::int64_t>(used.size()) || !used[static_cast<std::size_t>(id)])
      throw damage{fmt::format("the type {} (number {}) has no events", types.text(1), id), {}, {}};
  }
}

void check_snapshots(sqlite3* connection, const chain_check& chain) {
  statement all{connection, "SELECT stream, version, format, data, hash FROM snapshots",
                "reading the snapshots"};
  const auto& versions = chain.versions();
  for (const rows_of rows{all}; rows.next();) {
    const auto key = all.integer(0), at = all.integer(1);
    const bool known = key >= 1 && key < static_cast<std::int64_t>(versions.size());
    const auto hash = snapshot_hash(stream_key{key}, static_cast<version>(at),
                                    static_cast<std::int32_t>(all.integer(2)), all.text(3));
    if (!known || at < 1 || at > versions[static_cast<std::size_t>(key)] ||
        !std::ranges::equal(all.blob(4), hash))
      throw damage{fmt::format("the snapshot of the stream with key {} is damaged; the events are whole, and "
                               "`DELETE FROM snapshots WHERE stream = {}` in the sqlite3 shell removes it",
                               key, key),
                   {},
                   {}};
  }
}

void check_deadlines(sqlite3* connection, const chain_check& chain) {
  statement strays{connection,
                   "SELECT stream FROM deadlines WHERE stream < 1 OR stream > ? ORDER BY stream LIMIT 1",
                   "reading the deadlines"};
  strays.bind(1, static_cast<std::int64_t>(chain.versions().size()) - 1);
  if (const rows_of rows{strays}; rows.next())
    throw damage{fmt::format("the deadline of the stream with key {0} belongs to no stream; the events are "
                             "whole, and `DELETE FROM deadlines WHERE stream = {0}` in the sqlite3 shell "
                             "removes it",
                             strays.integer(0)),
                 {},
                 {}};
  check_index(connection, "deadlines", "deadlines_by_due", "stream, due");
}

void check_checkpoints(sqlite3* connection, const chain_check& chain) {
  const auto end = static_cast<std::int64_t>(value(chain.end()));
  statement strays{connection,
                   "SELECT name, position FROM checkpoints WHERE position < 0 OR position > ? LIMIT 1",
                   "reading the checkpoints"};
  strays.bind(1, end);
  if (const rows_of rows{strays}; rows.next())
    throw damage{fmt::format("the checkpoint {} is at position {}, and the log ends at {}: it is damaged, or "
                             "the log was cut off",
                             strays.text(0), strays.integer(1), end),
                 {},
                 {}};
}

} // namespace

void check_tables(sqlite3* connection, const chain_check& chain) {
  check_streams(connection, chain);
  check_types(connection, chain);
  check_index(connection, "types", "name, id");
  check_index(connection, "streams", "id, type, key");
  check_index(connection, "events", "stream, version, position");
  check_snapshots(connection, chain);
  if (format_of(connection) < format_with_deadlines) return;
  check_deadlines(connection, chain);
  check_checkpoints(connection, chain);
  if (format_of(connection) < format_with_archives) return;
  check_archives(connection, chain);
}

} // namespace docket::sqlite
