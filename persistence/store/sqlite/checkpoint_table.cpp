#include "docket/persistence/store/sqlite/checkpoint_table.hpp"

namespace docket::sqlite {

checkpoint_upsert::checkpoint_upsert(sqlite3* connection)
    : upsert_(connection,
              "INSERT INTO checkpoints (name, position) VALUES (?, ?) ON CONFLICT (name) DO UPDATE "
              "SET position = excluded.position WHERE position <> excluded.position",
              "writing a checkpoint") {}

void checkpoint_upsert::run(std::string_view name, position at) {
  upsert_.bind_text(1, name);
  upsert_.bind(2, static_cast<std::int64_t>(value(at)));
  upsert_.run();
}

checkpoint_query::checkpoint_query(sqlite3* connection)
    : select_(connection, "SELECT position FROM checkpoints WHERE name = ?", "reading a checkpoint") {}

std::optional<position> checkpoint_query::find(std::string_view name) {
  select_.bind_text(1, name);
  const rows_of rows{select_};
  return rows.next() ? std::optional{position{static_cast<std::uint64_t>(select_.integer(0))}} : std::nullopt;
}

} // namespace docket::sqlite
