#include "docket/persistence/views/view_tables.hpp"

#include "docket/persistence/store/sqlite/errors.hpp"

#include <sqlite3.h>

namespace docket {

void view_tables::execute(const char* sql) {
  const int code = sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) sqlite::raise(connection_, code, "writing a view");
}

std::int64_t view_tables::last_rowid() const noexcept { return sqlite3_last_insert_rowid(connection_); }
std::int64_t view_tables::rows_changed() const noexcept { return sqlite3_changes64(connection_); }

} // namespace docket
