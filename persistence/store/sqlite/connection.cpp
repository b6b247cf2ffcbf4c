#include "docket/persistence/store/sqlite/connection.hpp"

#include "docket/domain/planted_bugs.hpp"
#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/store/sqlite/schema.hpp"
#include "docket/persistence/store/sqlite/write_ahead_log.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <string>
#include <system_error>
#include <utility>

namespace docket::sqlite {
namespace {

// How long the writer waits for another program (the sqlite3 shell) that has the file locked.
constexpr int busy_wait_ms = 2000;
// How long opening waits for readers that a writer which died has left behind.
constexpr int leftover_wait_ms = 5000;

// Runs `work` and turns what SQLiteCpp and the file system throw into a store_error.
template <class Work>
auto at_the_border(const database_file& file, std::string_view doing, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const SQLite::Exception& error) {
    if ((error.getErrorCode() & 0xff) == SQLITE_NOTADB)
      throw store_error(store_errc::not_a_database,
                        fmt::format("{} is not a database; choose another file", file.name));
    raise(file.name, error.getExtendedErrorCode(), doing);
  } catch (const std::filesystem::filesystem_error& error) {
    throw store_error(store_errc::io,
                      fmt::format("{}: {} failed: {}", file.name, doing, error.code().message()));
  }
}

void set_up_writer(SQLite::Database& database, std::size_t cache_bytes) {
  sqlite3* handle = database.getHandle();
  sqlite3_extended_result_codes(handle, 1);
  database.exec("PRAGMA page_size = 4096"); // Of a new file; an existing one keeps its own.
  use_write_ahead_log(database);
  database.exec(planted(planted_bug::commits_not_synced) ? "PRAGMA synchronous = NORMAL"
                                                         : "PRAGMA synchronous = FULL");
  database.exec(fmt::format("PRAGMA cache_size = -{}", cache_bytes / 1024));
  database.exec("PRAGMA secure_delete = OFF"); // A replaced snapshot need not be overwritten with zeros.
  sqlite3_wal_autocheckpoint(handle, 0);
}

// Whether all of the write-ahead log is in the database now, and on the disk.
bool copy_log(sqlite3* handle, const std::string& name, int mode) {
  int in_log = 0;
  int copied = 0;
  const int code = sqlite3_wal_checkpoint_v2(handle, nullptr, mode, &in_log, &copied);
  if (code != SQLITE_OK && code != SQLITE_BUSY) raise(name, code, "checkpointing");
  return in_log >= 0 && copied == in_log;
}

// Beside a writer a reader needs the shared memory file. Who may not write here must not make one, which the
// writer could not use then; and where there is none, and no write-ahead log, nobody has the database open.
bool is_immutable(const database_file& file) {
  const auto& files = file.files();
  const auto writable = [&](const std::filesystem::path& path) {
    return !files.refuses(path, file_access::write);
  };
  const bool may_write = writable(file.path) && writable(file.path.parent_path());
  return !may_write && file.wal_bytes() == 0 && !files.exists(file.path.string() + "-shm");
}

std::string immutable_uri(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (const char c : path.string()) {
    if (c == '%' || c == '?' || c == '#')
      uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    else
      uri += c;
  }
  return uri + "?immutable=1";
}

SQLite::Database open_to_read(const database_file& file) {
  if (is_immutable(file))
    return SQLite::Database(immutable_uri(file.path).c_str(),
                            SQLite::OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLite::OPEN_URI, busy_wait_ms,
                            file.files().vfs());
  return SQLite::Database(file.path.c_str(), SQLite::OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, busy_wait_ms,
                          file.files().vfs());
}

// SQLite takes what is missing of the last page for zeros. While the write-ahead log has content it may make
// up for it.
void require_whole_pages(SQLite::Database& database, const database_file& file) {
  const auto page_bytes = static_cast<std::uint64_t>(database.execAndGet("PRAGMA page_size").getInt64());
  if (file.wal_bytes() == 0 && file.bytes() % page_bytes != 0)
    throw store_error(store_errc::corrupt,
                      fmt::format("{} is damaged: it ends within a page; restore it from a copy", file.name));
}

// After an upgrade that fails closing must not checkpoint: whether it is on the disk, the next opening finds
// out.
void upgrade(SQLite::Database& database) {
  sqlite3* handle = database.getHandle();
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  upgrade_schema(database);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

// That the write-ahead log of before is gone, and the new one has its name, must be on the disk before
// anything is acknowledged: else a power cut may bring the old one back. SQLite sees to it only where the
// connection that made the new one is the first to sync it, and takes no notice of errors. Folders that
// cannot be synced at all, as on some networks, are as good as they get.
void sync_names(const database_file& file) {
  const auto error = file.files().sync_folder(file.path.parent_path());
  if (error == std::errc::io_error)
    throw store_error(store_errc::io,
                      fmt::format("{}: syncing its folder failed: {}", file.name, error.message()));
}

} // namespace

SQLite::Database open_for_writing(const database_file& file, std::size_t cache_bytes) {
  return at_the_border(file, "opening", [&] {
    SQLite::Database database{file.path.c_str(),
                              SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                              busy_wait_ms, file.files().vfs()};
    const bool is_new = is_empty(database);
    if (!is_new)
      require_known_format(database, file.name); // Before anything is changed in a file that may not be ours.
    set_up_writer(database, cache_bytes);
    if (is_new) create_schema(database);
    checkpoint_all(database, file.name, leftover_wait_ms);
    require_whole_pages(database, file);
    upgrade(database);
    sync_names(file);
    return database;
  });
}

SQLite::Database open_for_reading(const database_file& file) {
  return at_the_border(file, "opening", [&] {
    const bool leftovers = file.wal_bytes() != 0;
    auto database = open_to_read(file);
    sqlite3* handle = database.getHandle();
    sqlite3_extended_result_codes(handle, 1);
    // The last connection to close tidies SQLite's side files away; what a writer left in its log, the next
    // writer shall find.
    if (leftovers) sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    database.exec("PRAGMA query_only = ON");
    if (is_empty(database))
      throw store_error(store_errc::not_a_database,
                        fmt::format("{} is empty: nothing was written to it", file.name));
    require_known_format(database, file.name);
    require_whole_pages(database, file);
    return database;
  });
}

SQLite::Database open_for_checkpoints(const database_file& file) {
  return at_the_border(file, "opening", [&] {
    SQLite::Database database{file.path.c_str(), SQLite::OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, 0,
                              file.files().vfs()};
    sqlite3_extended_result_codes(database.getHandle(), 1);
    database.exec(
        "PRAGMA synchronous = FULL"); // A checkpoint waits for the disk as the connection's commits would.
    return database;
  });
}

void checkpoint_all(SQLite::Database& database, const std::string& name, int wait_ms) {
  sqlite3* handle = database.getHandle();
  sqlite3_busy_timeout(handle, 0);
  // First without waiting: a reader of the newest state is in nobody's way.
  bool done = copy_log(handle, name, SQLITE_CHECKPOINT_PASSIVE);
  if (!done) {
    sqlite3_busy_timeout(handle, wait_ms);
    done = copy_log(handle, name, SQLITE_CHECKPOINT_FULL);
  }
  if (!done)
    throw store_error(
        store_errc::locked,
        fmt::format("{} is being read by another process in a state from before the last run ended; "
                    "wait until it is done or stop it",
                    name));
  sqlite3_busy_timeout(handle, 0);
  copy_log(handle, name,
           SQLITE_CHECKPOINT_TRUNCATE); // A reader may keep the empty log from being cut: no harm.
  sqlite3_busy_timeout(handle, busy_wait_ms);
}

} // namespace docket::sqlite
