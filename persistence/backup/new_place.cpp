#include "docket/persistence/backup/new_place.hpp"

#include "docket/persistence/backup/place_taken.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace docket::backups {
namespace {

std::unique_ptr<held_lock> lock(const sqlite::database_file& file) {
  const std::filesystem::path lock_file = file.path.string() + ".lock";
  auto attempt = file.files().lock(lock_file);
  if (attempt.why)
    throw store_error(store_errc::io, fmt::format("{} cannot be made: its lock file {}: {}", file.name,
                                                  lock_file.string(), attempt.why.message()));
  if (!attempt.held)
    throw store_error(store_errc::locked,
                      fmt::format("{} is in use by {}; wait until it is done, or name another file",
                                  file.name, attempt.holder));
  return std::move(attempt.held);
}

// SQLite would take what stands in them for the new database's own.
void require_no_remains(const sqlite::database_file& file) {
  for (const std::string_view part : {"-wal", "-shm", "-journal"}) {
    const auto beside = file.path.string() + std::string{part};
    if (file.files().exists(beside))
      throw place_taken(
          fmt::format("{} is there: {} is open in another program, or was when it ended; wait until it "
                      "is closed, or move that file away with its database",
                      beside, file.name));
  }
}

// They may be further than the new database, and would answer questions about it.
void require_no_views(const sqlite::database_file& file) {
  const auto views = file.path.string() + ".views";
  if (file.files().exists(views))
    throw place_taken(
        fmt::format("{} holds the views of a database that was here before; remove it first, views are "
                    "built anew from the log",
                    views));
}

} // namespace

new_place::new_place(const std::filesystem::path& target, bool replace)
    : file_(sqlite::locate_for_writing(target)),
      held_(lock(file_)) {
  const bool is_there = file_.files().exists(file_.path);
  if (is_there && !replace)
    throw place_taken(fmt::format(
        "{} exists already and is left as it is; name another file, or move it away first", file_.name));
  require_no_remains(file_);
  if (!is_there) require_no_views(file_);
}

} // namespace docket::backups
