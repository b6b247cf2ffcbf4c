#include "docket/persistence/store/sqlite/table_check.hpp"

#include "docket/persistence/store/hash_chain.hpp"
#include "docket/persistence/store/sqlite/damage.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <functional>

namespace docket::sqlite {
namespace {

struct digest {
  std::uint64_t rows = 0, sum = 0;

  friend bool operator==(const digest&, const digest&) = default;
};

std::uint64_t mix(std::uint64_t value) noexcept { // The finaliser of MurmurHash3.
  value ^= value >> 33;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33;
  value *= 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33);
}

// The same for the same rows in any order.
digest digest_of(sqlite3* connection, const std::string& sql) {
  statement query{connection, sql, "comparing an index with its table"};
  digest all;
  for (const rows_of rows{query}; rows.next(); ++all.rows) {
    std::uint64_t row = 0;
    for (int column = 0; column < query.columns(); ++column)
      row = mix(row + (query.storage_class(column) == SQLITE_INTEGER
                           ? static_cast<std::uint64_t>(query.integer(column))
                           : std::hash<std::string_view>{}(query.text(column))));
    all.sum += row;
  }
  return all;
}

void check_index(sqlite3* connection, const char* table, const char* columns) {
  const auto stored = digest_of(connection, fmt::format("SELECT {} FROM {} NOT INDEXED", columns, table));
  const auto indexed = digest_of(
      connection, fmt::format("SELECT {0} FROM {1} INDEXED BY sqlite_autoindex_{1}_1", columns, table));
  if (stored != indexed)
    throw damage{
        fmt::format("the index of the table {0} does not agree with the table; the events are whole, and "
                    "`REINDEX {0}` in the sqlite3 shell makes the index anew",
                    table),
        {},
        {}};
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

} // namespace

void check_tables(sqlite3* connection, const chain_check& chain) {
  check_streams(connection, chain);
  check_types(connection, chain);
  check_index(connection, "types", "name, id");
  check_index(connection, "streams", "id, type, key");
  check_index(connection, "events", "stream, version, position");
  check_snapshots(connection, chain);
}

} // namespace docket::sqlite
