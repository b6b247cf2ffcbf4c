#include "docket/persistence/views/view_connection.hpp"

#include "docket/persistence/files/mounts.hpp"
#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/store/sqlite/write_ahead_log.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <span>
#include <utility>

namespace docket::views {
namespace {

// Only recovery after a crash, and the end of a write-ahead log, make anybody wait here.
constexpr int busy_wait_ms = 5000;
// Larger pages make an index of a million rows one level lower.
constexpr int page_bytes = 16384;
constexpr int wal_bytes_kept =
    64 << 20; // Of a write-ahead log's file, when it is written from its start again.
constexpr std::size_t reader_cache_bytes = 16u << 20;

std::int64_t number(SQLite::Database& database, const char* sql) {
  return database.execAndGet(sql).getInt64();
}

bool is_empty(SQLite::Database& database) {
  return number(database, "SELECT count(*) FROM sqlite_schema") == 0 &&
         number(database, "PRAGMA application_id") == 0 && number(database, "PRAGMA user_version") == 0;
}

void require_known_format(SQLite::Database& database, const std::string& name, const file_kind& kind) {
  if (number(database, "PRAGMA application_id") != application_id)
    throw store_error(store_errc::not_a_database,
                      fmt::format("{} is not {} of docket's; move it away", name, kind.what));
  const auto format = number(database, "PRAGMA user_version");
  if (format > kind.format)
    throw store_error(
        store_errc::newer_format,
        fmt::format(
            "{} has format version {}, and this docket knows versions of {} up to {}; upgrade docket, "
            "or remove the folder of the views and let them be built again",
            name, format, kind.what, kind.format));
}

void set_up_writer(SQLite::Database& database, const write_settings& settings) {
  database.exec(
      fmt::format("PRAGMA page_size = {}", page_bytes)); // Of a new file; an existing one keeps its own.
  sqlite::use_write_ahead_log(database);
  database.exec(settings.every_commit_synced ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
  database.exec(fmt::format("PRAGMA cache_size = -{}", settings.cache_bytes / 1024));
  database.exec("PRAGMA temp_store = MEMORY");
  database.exec("PRAGMA secure_delete = OFF");
  database.exec(fmt::format("PRAGMA journal_size_limit = {}", wal_bytes_kept));
}

void fill(SQLite::Database& database, const file_kind& kind, const std::function<void(sqlite3*)>& create) {
  SQLite::Transaction all_or_nothing{database, SQLite::TransactionBehavior::IMMEDIATE};
  create(database.getHandle());
  database.exec(fmt::format("PRAGMA application_id = {}", application_id));
  database.exec(fmt::format("PRAGMA user_version = {}", kind.format));
  all_or_nothing.commit();
}

// Runs `work` and turns what SQLiteCpp throws into a store_error.
template <class Work>
auto at_the_border(const std::string& name, const file_kind& kind, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const SQLite::Exception& error) {
    if ((error.getErrorCode() & 0xff) == SQLITE_NOTADB) // As a power cut may leave a first page.
      throw store_error(
          store_errc::corrupt,
          fmt::format("{} is damaged, or not {} at all; remove it, and it is built again", name, kind.what));
    sqlite::raise(name, error.getExtendedErrorCode(), fmt::format("opening {}", kind.what));
  } catch (const std::filesystem::filesystem_error& error) {
    throw store_error(store_errc::io,
                      fmt::format("{}: opening {} failed: {}", name, kind.what, error.code().message()));
  }
}

} // namespace

SQLite::Database open_to_write(const std::filesystem::path& file, const file_kind& kind,
                               const write_settings& settings, const std::function<void(sqlite3*)>& create) {
  const auto name = file.string();
  return at_the_border(name, kind, [&] {
    SQLite::Database database{file.c_str(),
                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                              busy_wait_ms, files_at(file).vfs()};
    sqlite3_extended_result_codes(database.getHandle(), 1);
    const bool is_new = is_empty(database);
    if (!is_new) require_known_format(database, name, kind); // Before anything of it is changed.
    set_up_writer(database, settings);
    if (is_new) fill(database, kind, create);
    return database;
  });
}

SQLite::Database open_to_read(const std::filesystem::path& file, const file_kind& kind) {
  const auto name = file.string();
  const auto missing = [&] {
    return store_error(store_errc::not_found, fmt::format("there is no {}", name));
  };
  const auto& files = files_at(file);
  const auto is_there = [&] { return at_the_border(name, kind, [&] { return files.exists(file); }); };
  if (!is_there()) throw missing();
  const auto open = [&] {
    SQLite::Database database{file.c_str(), SQLite::OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, busy_wait_ms,
                              files.vfs()};
    sqlite3_extended_result_codes(database.getHandle(), 1);
    database.exec("PRAGMA query_only = ON");
    database.exec(fmt::format("PRAGMA cache_size = -{}", reader_cache_bytes / 1024));
    database.exec("PRAGMA temp_store = MEMORY");
    if (is_empty(database)) throw missing();
    require_known_format(database, name, kind);
    return database;
  };
  try {
    return at_the_border(name, kind, open);
  } catch (const store_error&) {
    if (!is_there()) throw missing(); // A switch took it away since the look above.
    throw;
  }
}

// The database goes first, for good: one that a power cut brought back without its write-ahead log would be
// damaged. SQLite has no use for what is left of one that is gone.
void remove_database(const std::filesystem::path& file) noexcept {
  auto& files = files_at(file);
  if (files.remove(file) || files.sync_folder(file.parent_path())) return;
  for (const auto part : std::span{parts_of_a_database}.subspan(1))
    files.remove(file.string() + std::string{part});
}

} // namespace docket::views
