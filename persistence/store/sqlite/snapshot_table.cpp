#include "docket/persistence/store/sqlite/snapshot_table.hpp"

#include "docket/persistence/store/hash_chain.hpp"

#include <algorithm>

namespace docket::sqlite {

snapshot_insert::snapshot_insert(sqlite3* connection)
    : insert_(connection,
              "INSERT OR REPLACE INTO snapshots (stream, version, format, data, hash) VALUES (?, ?, ?, ?, ?)",
              "writing a snapshot") {}

void snapshot_insert::run(const snapshot_write& write) {
  const auto& s = write.snapshot;
  const auto hash = snapshot_hash(write.key, s.version, s.format, s.data);
  insert_.bind(1, static_cast<std::int64_t>(write.key));
  insert_.bind(2, value(s.version));
  insert_.bind(3, s.format);
  insert_.bind_text(4, s.data);
  insert_.bind_blob(5, hash);
  insert_.run();
}

snapshot_query::snapshot_query(sqlite3* connection)
    : select_(connection, "SELECT version, format, data, hash FROM snapshots WHERE stream = ?",
              "reading a snapshot") {}

std::optional<snapshot> snapshot_query::find(stream_key stream) {
  select_.bind(1, static_cast<std::int64_t>(stream));
  rows_of rows{select_};
  if (!rows.next()) return std::nullopt;
  snapshot found{static_cast<version>(select_.integer(0)), static_cast<std::int32_t>(select_.integer(1)),
                 std::string{select_.text(2)}};
  if (!std::ranges::equal(select_.blob(3), snapshot_hash(stream, found.version, found.format, found.data)))
    return std::nullopt;
  return found;
}

} // namespace docket::sqlite
