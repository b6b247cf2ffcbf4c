#include "docket/persistence/store/sqlite/archive/archive_check.hpp"

#include "docket/persistence/archive/archive_file.hpp"
#include "docket/persistence/store/sqlite/archive/archive_catalogue.hpp"
#include "docket/persistence/store/sqlite/damage.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace docket::sqlite {
namespace {

void check_file(const std::filesystem::path& folder, const recorded_archive& recorded) {
  const auto path = folder / recorded.file;
  const auto found = archive::digest_of(path);
  if (found.bytes == recorded.bytes && found.hash == recorded.hash) return;
  throw damage{fmt::format("the archive {} is not the file that was written: its events are whole, other "
                           "bytes of it are not; bring it back from a copy",
                           path.string()),
               position{static_cast<std::uint64_t>(recorded.first)},
               {}};
}

row_digest listed_events(sqlite3* connection, archive_catalogue& catalogue) {
  statement streams{connection, "SELECT DISTINCT stream FROM archived_streams",
                    "reading the archived streams"};
  row_digest all;
  for (const rows_of rows{streams}; rows.next();) {
    const auto stream = streams.integer(0);
    for (const auto& piece : catalogue.pieces_of(stream))
      for (auto version = piece.first; version <= piece.last; ++version)
        all.add({stream, version, piece.positions[static_cast<std::size_t>(version - piece.first)]});
  }
  return all;
}

// By which archives are found that may have events of a range.
void check_ranges(sqlite3* connection) {
  statement strays{connection,
                   "SELECT file FROM archives WHERE "
                   "first IS NOT (SELECT min(first) FROM archive_blocks WHERE archive = number) OR "
                   "last IS NOT (SELECT max(last) FROM archive_blocks WHERE archive = number) LIMIT 1",
                   "comparing archives with their blocks"};
  if (const rows_of rows{strays}; rows.next())
    throw damage{
        fmt::format("the archive {} is recorded with other positions than its blocks have; bring the "
                    "database back from a copy",
                    strays.text(0)),
        {},
        {}};
}

} // namespace

void check_archives(sqlite3* connection, const chain_check& chain) {
  archive_catalogue catalogue{connection};
  if (listed_events(connection, catalogue) != chain.archived())
    throw damage{"the lists of archived streams do not agree with the archives: events of a stream would not "
                 "be found; bring the database back from a copy",
                 {},
                 {}};
  check_ranges(connection);
  const auto folder = archive::folder_beside(sqlite3_db_filename(connection, "main"));
  std::uint64_t events = 0;
  for (const auto& recorded : catalogue.all()) {
    check_file(folder, recorded);
    events += recorded.events;
  }
  if (events != chain.archived().rows())
    throw damage{
        fmt::format("the archives are recorded with {} events and have {}", events, chain.archived().rows()),
        {},
        {}};
}

} // namespace docket::sqlite
