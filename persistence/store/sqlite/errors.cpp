#include "docket/persistence/store/sqlite/errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <string>

namespace docket::sqlite {
namespace {

// The log is repaired from a copy; a view's file, or their registry, is made again from the log.
bool is_about_views(std::string_view doing) noexcept { return doing.find("view") != doing.npos; }

std::string_view advice(store_errc code, std::string_view doing) noexcept {
  switch (code) {
  case store_errc::full: return "; make room on the disk and try again";
  case store_errc::corrupt:
    return is_about_views(doing) ? "; remove that file, and it is built again"
                                 : "; run `docket verify` to find the place";
  case store_errc::not_a_database: return "; choose another file";
  default: return "";
  }
}

} // namespace

store_errc errc_of(int extended_code) noexcept {
  switch (extended_code & 0xff) {
  case SQLITE_FULL: return store_errc::full;
  case SQLITE_CORRUPT:
  case SQLITE_CONSTRAINT: return store_errc::corrupt; // The log's own rows contradict each other.
  case SQLITE_NOTADB: return store_errc::not_a_database;
  case SQLITE_TOOBIG: return store_errc::invalid_append;
  default: return store_errc::io;
  }
}

bool is_failed_sync(int extended_code) noexcept {
  return extended_code == SQLITE_IOERR_FSYNC || extended_code == SQLITE_IOERR_DIR_FSYNC;
}

void raise(std::string_view database, int extended_code, std::string_view doing) {
  const auto code = errc_of(extended_code);
  throw sqlite_error(code, extended_code,
                     fmt::format("{}: {} failed: {} (SQLite code {}){}", database, doing,
                                 sqlite3_errstr(extended_code), extended_code, advice(code, doing)));
}

void raise(sqlite3* connection, int extended_code, std::string_view doing) {
  const char* name = sqlite3_db_filename(connection, "main");
  raise(std::string_view{name ? name : "database"}, extended_code, doing);
}

} // namespace docket::sqlite
