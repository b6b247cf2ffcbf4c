#pragma once

#include <SQLiteCpp/Database.h>

namespace docket::sqlite {

// From here on the database has a write-ahead log. Throws SQLite::Exception, also where the file system knows
// none.
void use_write_ahead_log(SQLite::Database& database);

} // namespace docket::sqlite
