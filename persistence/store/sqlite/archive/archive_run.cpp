#include "docket/persistence/store/sqlite/archive/archive_run.hpp"

#include "docket/persistence/archive/archive_file.hpp"
#include "docket/persistence/store/sqlite/archive/event_mover.hpp"
#include "docket/persistence/store/sqlite/commit_outcome.hpp"
#include "docket/persistence/store/sqlite/connection.hpp"
#include "docket/persistence/store/sqlite/damage.hpp"
#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/store/sqlite/table_check.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <system_error>
#include <utility>

namespace docket::sqlite {
namespace {

constexpr std::size_t cache_bytes = 64u << 20;
// How long shrinking waits for readers of an older state. The file becomes smaller when they have ended.
constexpr int readers_wait_ms = 2000;

// Rolls back unless it was ended before.
class open_transaction {
public:
  explicit open_transaction(sqlite3* connection) : connection_(connection) {
    statement{connection, "BEGIN IMMEDIATE", "beginning to archive"}.run();
  }
  ~open_transaction() {
    if (sqlite3_get_autocommit(connection_) == 0)
      sqlite3_exec(connection_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  open_transaction(const open_transaction&) = delete;
  open_transaction& operator=(const open_transaction&) = delete;

private:
  sqlite3* connection_;
};

void require(const std::filesystem::path& path, std::string_view doing, std::error_code why) {
  if (!why) return;
  throw store_error(why == std::errc::no_space_on_device ? store_errc::full : store_errc::io,
                    fmt::format("{}: {} failed: {}", path.string(), doing, why.message()));
}

std::uint64_t bytes_of(const database_file& file) noexcept { return file.bytes() + file.wal_bytes(); }

void leave_to_next_opening(sqlite3* connection) noexcept {
  sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

} // namespace

archive_run::archive_run(const database_file& file, timestamp before, const archive_options& options)
    : file_(file),
      before_(before),
      options_(options),
      lock_(file_.path, file_.name),
      database_(open_for_writing(file_, cache_bytes)),
      folder_(archive::folder_beside(file_.path)) {}

archive_report archive_run::run(const stream_choice& from) {
  report_.database_bytes_before = file_.bytes();
  {
    const open_transaction transaction{database_.getHandle()};
    move(choose(from));
    if (report_.events > 0) commit();
  }
  if (report_.events > 0 && options_.shrink) shrink();
  if (report_.events == 0) report_.file.clear();
  report_.database_bytes_after = bytes_of(file_);
  return std::move(report_);
}

chosen_streams archive_run::choose(const stream_choice& from) {
  chosen_streams chosen;
  quiet_query quiet{file_, before_,
                    [this](std::uint64_t done, std::uint64_t total) { tell("choosing", done, total); }};
  from(quiet, [&](stream_key stream) { chosen.take(stream); });
  return chosen;
}

void archive_run::move(const chosen_streams& chosen) {
  if (chosen.keys().empty()) return;
  event_mover mover{database_.getHandle()};
  prepare_folder();
  recorded_archive made{.number = mover.next_number(), .file = archive::file_name(made.number)};
  report_.file = folder_ / made.file;
  try {
    archive::archive_writer to{report_.file};
    mover.write(chosen, to, [this](std::uint64_t done) { tell("writing", done, 0); });
    if (to.events() == 0) return forget_file();
    to.finish();
    require(folder_, "syncing the folder of archives", file_.files().sync_folder(folder_));
    const auto written = archive::digest_of(report_.file);
    made.bytes = report_.file_bytes = written.bytes;
    made.hash = written.hash;
    made.events = report_.events = to.events();
    made.first = to.blocks().front().first;
    made.last = to.blocks().back().last;
    mover.record(made, to.blocks(), before_);
    report_.streams = mover.take_out(chosen, made.number);
    verify();
  } catch (...) {
    forget_file();
    throw;
  }
}

void archive_run::prepare_folder() {
  auto& files = file_.files();
  require(folder_, "making the folder of archives", files.make_folder(folder_));
  require(folder_.parent_path(), "syncing the folder of the database",
          files.sync_folder(folder_.parent_path()));
  remove_leftovers();
}

// Of runs that ended before they recorded what they wrote. The lock keeps everybody else out.
void archive_run::remove_leftovers() {
  statement recorded{database_.getHandle(), "SELECT 1 FROM archives WHERE file = ?", "looking up an archive"};
  for (const auto& name : file_.files().names_in(folder_)) {
    if (!archive::is_file_name(name)) continue;
    recorded.bind_text(1, name);
    const rows_of rows{recorded};
    if (!rows.next())
      require(folder_ / name, "removing what an earlier run left", file_.files().remove(folder_ / name));
  }
}

// On the writer's own connection, which sees what COMMIT would make of the log.
void archive_run::verify() {
  verify_report found;
  const verify_options options{
      .expect_head = {},
      .progress = [this](std::uint64_t done, std::uint64_t total) { tell("verifying", done, total); }};
  try {
    chain_check chain{database_.getHandle(), options, found};
    chain.run();
    check_tables(database_.getHandle(), chain);
  } catch (const damage& wrong) {
    throw store_error(store_errc::corrupt,
                      fmt::format("{} is damaged, and nothing was archived: {}", file_.name, wrong.what));
  }
}

void archive_run::commit() {
  sqlite3* connection = database_.getHandle();
  const bool pads = pads_commits(connection);
  statement end{connection, "COMMIT", "committing"};
  const int code = end.try_run();
  if (code == SQLITE_OK) return;
  if (is_surely_not_there(code, pads)) {
    forget_file();
    raise(connection, code, "committing");
  }
  leave_to_next_opening(connection);
  throw store_error(store_errc::outcome_unknown,
                    fmt::format("{}: whether the archive {} is recorded on the disk is unknown: {} (SQLite "
                                "code {}); every event is in the database or in the archive, and archiving "
                                "again finds out",
                                file_.name, report_.file.string(), sqlite3_errstr(code), code));
}

// Whatever comes of it, what is archived is archived.
void archive_run::shrink() {
  tell("shrinking", 0, 0);
  sqlite3* connection = database_.getHandle();
  try {
    statement{connection, "VACUUM", "shrinking the database"}.run();
    checkpoint_all(database_, file_.name, readers_wait_ms);
  } catch (const store_error& error) {
    leave_to_next_opening(connection);
    report_.not_shrunk = error.what();
  }
}

void archive_run::forget_file() noexcept {
  static_cast<void>(file_.files().remove(report_.file)); // Else the next run does.
}

void archive_run::tell(std::string_view doing, std::uint64_t done, std::uint64_t total) const {
  if (options_.progress) options_.progress(doing, done, total);
}

} // namespace docket::sqlite
