#include "docket/persistence/views/progress_table.hpp"

#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace docket::views {
namespace {

// The hash's halves and the count are unsigned; their bits stand in SQLite's signed integers. Frozen as
// format 1 of a view's file.
constexpr const char* table = R"sql(
CREATE TABLE view_progress (
  one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL, version INTEGER NOT NULL,
  position INTEGER NOT NULL, applied INTEGER NOT NULL, hash_a INTEGER NOT NULL, hash_b INTEGER NOT NULL,
  last_told INTEGER NOT NULL, last_id BLOB NOT NULL) STRICT
)sql";

std::uint64_t bits(std::int64_t number) noexcept { return static_cast<std::uint64_t>(number); }
std::int64_t stored(std::uint64_t bits) noexcept { return static_cast<std::int64_t>(bits); }

sqlite::statement& the_row(statement_cache& statements, std::string_view sql) {
  auto& query = statements.prepared(sql);
  if (!query.step())
    throw store_error(store_errc::corrupt, "a view's file has lost its progress; rebuild the view");
  return query;
}

} // namespace

void create_progress_table(sqlite3* connection, const view_identity& identity) {
  const int code = sqlite3_exec(connection, table, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) sqlite::raise(connection, code, "making a view");
  sqlite::statement insert{
      connection, "INSERT INTO view_progress VALUES (1, ?, ?, 0, 0, 0, 0, 0, zeroblob(16))", "making a view"};
  insert.bind_text(1, identity.name);
  insert.bind(2, identity.version);
  insert.run();
}

view_identity read_identity(statement_cache& statements) {
  auto& row = the_row(statements, "SELECT name, version FROM view_progress");
  const sqlite::rows_of rows{row};
  return {std::string{row.text(0)}, static_cast<std::int32_t>(row.integer(1))};
}

view_progress read_progress(statement_cache& statements) {
  auto& row =
      the_row(statements, "SELECT position, applied, hash_a, hash_b, last_told, last_id FROM view_progress");
  const sqlite::rows_of rows{row};
  view_progress progress{.position = position{bits(row.integer(0))},
                         .applied = bits(row.integer(1)),
                         .hash = {bits(row.integer(2)), bits(row.integer(3))},
                         .last_told = position{bits(row.integer(4))},
                         .last_id = {}};
  const auto id = row.blob(5);
  std::copy_n(id.begin(), std::min(id.size(), progress.last_id.size()), progress.last_id.begin());
  return progress;
}

void write_progress(statement_cache& statements, const view_progress& progress) {
  auto& update = statements.prepared("UPDATE view_progress SET position = ?, applied = ?, hash_a = ?, "
                                     "hash_b = ?, last_told = ?, last_id = ?");
  update.bind(1, stored(value(progress.position)));
  update.bind(2, stored(progress.applied));
  update.bind(3, stored(progress.hash.a));
  update.bind(4, stored(progress.hash.b));
  update.bind(5, stored(value(progress.last_told)));
  update.bind_blob(6, progress.last_id);
  update.run();
}

} // namespace docket::views
