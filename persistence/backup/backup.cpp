#include "docket/persistence/backup/backup.hpp"

#include "docket/persistence/archive/archive_file.hpp"
#include "docket/persistence/backup/folder_copy.hpp"
#include "docket/persistence/backup/new_place.hpp"
#include "docket/persistence/backup/synced.hpp"
#include "docket/persistence/backup/unfinished_copy.hpp"
#include "docket/persistence/store/sqlite/database_file.hpp"
#include "docket/persistence/store/sqlite/errors.hpp"
#include "docket/persistence/store/sqlite/page_copy.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <string>
#include <string_view>

namespace docket {
namespace {

namespace fs = std::filesystem;

std::function<void(std::uint64_t, std::uint64_t)> watch_of(const backup_watch& watch, backup_stage stage) {
  if (!watch) return {};
  return [&watch, stage](std::uint64_t done, std::uint64_t total) { watch(stage, done, total); };
}

// Those of the original, so that nobody else may read the copy; but a copy of what may only be read can be
// written, or it would be no database to go on with.
fs::perms permissions_of(const fs::path& file) {
  std::error_code ignored;
  const auto original = fs::status(file, ignored).permissions() & fs::perms::all;
  return original | fs::perms::owner_read | fs::perms::owner_write;
}

verify_report verified(const fs::path& database, const std::optional<sha256>& head, backup_stage stage,
                       const backup_watch& watch, std::string_view what_now) {
  auto report = verify_log(database, {head, watch_of(watch, stage)});
  if (!report.whole()) throw store_error(store_errc::corrupt, fmt::format("{}: {}", what_now, report.damage));
  return report;
}

// The copy is made under a name beside the target, and what has that name is removed.
void require_apart(const sqlite::database_file& from, const backups::new_place& to) {
  if (from.path == backups::unfinished_copy::path_for(to.file().path))
    throw place_taken(
        fmt::format("{} has the name that the copy would be made under; name another file than {}", from.name,
                    to.file().name));
}

// To be read the copy needs a little room beside it, for what SQLite shares among readers. Of a disk that has
// none left SQLite says no more than that it failed.
verify_report verified_copy(const fs::path& database, const sha256& head, const backup_watch& watch,
                            const std::string& what_now) {
  try {
    return verified(database, head, backup_stage::verifying_copy, watch, what_now);
  } catch (const sqlite::sqlite_error& error) {
    if (error.extended_code() != SQLITE_IOERR_SHMSIZE) throw;
    throw store_error(store_errc::full, fmt::format("{}: no room is left to verify it; make room on the disk "
                                                    "and try again",
                                                    database.string()));
  }
}

backup_report copy(const sqlite::database_file& from, const backups::new_place& to, bool replace,
                   const backup_watch& watch) {
  require_apart(from, to);
  backups::unfinished_copy unfinished{to.file().path, permissions_of(from.path)};
  const auto head = sqlite::copy_pages(from, unfinished.path(), watch_of(watch, backup_stage::copying));
  backups::sync_file(unfinished.path());
  const auto archives =
      backups::copy_files(archive::folder_beside(from.path), archive::folder_beside(unfinished.path()),
                          watch_of(watch, backup_stage::copying_archives));
  backup_report report{.log =
                           verified_copy(unfinished.path(), head, watch,
                                         fmt::format("{} is damaged, and no copy of it was kept", from.name)),
                       .bytes = from.files().bytes_of(unfinished.path()),
                       .archives = archives.files,
                       .archive_bytes = archives.bytes};
  unfinished.keep(replace);
  return report;
}

} // namespace

backup_report back_up(const fs::path& database, const fs::path& backup, const backup_options& options) {
  const auto from = sqlite::locate_for_reading(database);
  if (sqlite::locate_for_writing(backup).path == from.path)
    throw place_taken(fmt::format("{} is the database itself; name another file", backup.string()));
  const backups::new_place to{backup, options.replace};
  return copy(from, to, options.replace, options.watch);
}

backup_report restore(const fs::path& backup, const fs::path& database, const restore_options& options) {
  const auto from = sqlite::locate_for_reading(backup);
  const backups::new_place to{database, false};
  static_cast<void>(verified(backup, options.expect_head, backup_stage::verifying_source, options.watch,
                             fmt::format("{} is damaged, and nothing was restored", from.name)));
  return copy(from, to, false, options.watch);
}

} // namespace docket
