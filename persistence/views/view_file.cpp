#include "docket/persistence/views/view_file.hpp"

#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/views/dead_letters.hpp"
#include "docket/persistence/views/progress_table.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace docket {
namespace {

SQLite::Database open(const std::filesystem::path& file, projection& of, const view_settings& settings) {
  return views::open_to_write(
      file, view_file_kind, {.cache_bytes = settings.cache_bytes}, [&](sqlite3* connection) {
        views::create_progress_table(connection, {std::string{of.name()}, of.version()});
        views::create_dead_letter_tables(connection);
        view_tables tables{connection};
        of.create_tables(tables);
      });
}

void require_same(const view_identity& found, const projection& wanted, const std::filesystem::path& file) {
  if (found.name == wanted.name() && found.version == wanted.version()) return;
  throw store_error(store_errc::not_a_database,
                    fmt::format("{} is version {} of the view {}, not version {} of {}; rebuild it",
                                file.string(), found.version, found.name, wanted.version(), wanted.name()));
}

} // namespace

view_file::view_file(const std::filesystem::path& file, projection& of, const view_settings& settings)
    : file_(file),
      database_(open(file, of, settings)),
      tables_(database_.getHandle()),
      progress_(views::read_progress(tables_.statements())),
      checkpoints_(
          database_.getHandle(), [file] { return views::open_to_read(file, view_file_kind); },
          settings.wal_bytes_limit, sqlite::copying_at(file)) {
  require_same(views::read_identity(tables_.statements()), of, file);
}

// SQLite would do the same, and tell nobody of a sync that failed.
view_file::~view_file() {
  sqlite3* const connection = database_.getHandle();
  sqlite3_busy_timeout(connection, 0);
  try {
    sync_to_disk();
    return;
  } catch (const std::exception&) {
    sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
  if (!is_sound()) views::remove_database(file_);
}

void view_file::begin() {
  require_sound();
  checkpoints_.run_if_due();
  tables_.prepared("BEGIN IMMEDIATE").run();
}

void view_file::commit(const view_progress& progress) {
  views::write_progress(tables_.statements(), progress);
  tables_.statements().reset_all(); // One in the middle of its rows would keep its moment from ending.
  tables_.prepared("COMMIT").run();
  progress_ = progress;
}

void view_file::rollback() noexcept {
  tables_.statements().reset_all();
  sqlite3* const connection = database_.getHandle();
  if (sqlite3_get_autocommit(connection) == 0)
    sqlite3_exec(connection, "ROLLBACK", nullptr, nullptr, nullptr);
}

bool view_file::is_beyond_repair(const store_error& failure) {
  return !is_sound() || (failure.code() == store_errc::corrupt && has_damage());
}

bool view_file::has_damage() {
  try {
    auto& check = tables_.prepared("PRAGMA integrity_check(1)");
    const sqlite::rows_of rows{check};
    return !rows.next() || check.text(0) != "ok";
  } catch (const store_error& error) {
    return error.code() == store_errc::corrupt;
  }
}

void view_file::sync_to_disk() {
  require_sound();
  sqlite3* const connection = database_.getHandle();
  checkpoints_.settle();
  tables_.execute("PRAGMA synchronous = FULL");
  const int code =
      sqlite3_wal_checkpoint_v2(connection, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  tables_.execute("PRAGMA synchronous = NORMAL");
  sync_failed_ = sqlite::is_failed_sync(code);
  if (code != SQLITE_OK && code != SQLITE_BUSY) sqlite::raise(connection, code, "checkpointing a view");
}

void view_file::require_sound() const {
  if (is_sound()) return;
  throw store_error(
      store_errc::closed_to_writes,
      fmt::format("{}: a sync failed, so nothing more is written to this file", file_.string()));
}

} // namespace docket
