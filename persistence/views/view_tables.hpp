#pragma once

#include "docket/persistence/store/sqlite/statement.hpp"
#include "docket/persistence/views/statement_cache.hpp"

#include <string_view>

struct sqlite3;

namespace docket {

// The tables of one view, as its projection writes them: everything happens inside the transaction of whoever
// runs the projection, which is not for the projection to end. Throws store_error.
class view_tables {
public:
  explicit view_tables(sqlite3* connection)
      : connection_(connection),
        statements_(connection, "writing a view") {}

  // The statement with this text, prepared at its first use and kept. Cheapest when the text is static
  // storage. It has been reset; what was bound before is still bound.
  [[nodiscard]] sqlite::statement& prepared(std::string_view sql) { return statements_.prepared(sql); }

  // Runs one or more statements that are not worth keeping: CREATE TABLE, CREATE INDEX.
  void execute(const char* sql);

  // Of the row that was inserted last.
  [[nodiscard]] std::int64_t last_rowid() const noexcept;
  // How many rows the last statement inserted, updated or deleted.
  [[nodiscard]] std::int64_t rows_changed() const noexcept;

  // For what the statements above do not offer (sqlite3_bind_double, ...).
  [[nodiscard]] sqlite3* connection() const noexcept { return connection_; }
  // For whoever runs the projection.
  [[nodiscard]] statement_cache& statements() noexcept { return statements_; }

private:
  sqlite3* connection_;
  statement_cache statements_;
};

} // namespace docket
