#include "docket/persistence/store/sqlite/write_ahead_log.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <string>

namespace docket::sqlite {

// Step by step to the end: SQLite answers the new mode first and writes it to the file then, and whoever
// stops at the answer is not told when that fails.
void use_write_ahead_log(SQLite::Database& database) {
  SQLite::Statement pragma{database, "PRAGMA journal_mode = WAL"};
  std::string mode;
  while (pragma.executeStep())
    mode = pragma.getColumn(0).getString();
  if (mode != "wal") throw SQLite::Exception("no write-ahead log on this file system", SQLITE_CANTOPEN);
}

} // namespace docket::sqlite
