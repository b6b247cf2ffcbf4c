#include "docket/persistence/store/sqlite/archive/archive_catalogue.hpp"

#include "docket/persistence/archive/numbers.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace docket::sqlite {
namespace {

std::uint64_t natural(const statement& row, int column) noexcept {
  return static_cast<std::uint64_t>(row.integer(column));
}

std::vector<std::int64_t> unpacked(std::string_view bytes, std::int64_t count, std::int64_t stream) {
  const auto what = fmt::format("the list of archived events of the stream with key {}", stream);
  archive::byte_source from{bytes, what};
  if (count < 1 || static_cast<std::uint64_t>(count) > bytes.size()) from.damaged();
  std::vector<std::int64_t> positions(static_cast<std::size_t>(count));
  std::uint64_t at = 0;
  for (auto& position : positions)
    position = static_cast<std::int64_t>(at += from.number());
  if (!from.at_end()) from.damaged();
  return positions;
}

} // namespace

std::string packed(const std::vector<std::int64_t>& positions) {
  std::string bytes;
  std::int64_t before = 0;
  for (const auto position : positions)
    archive::put_number(bytes, static_cast<std::uint64_t>(position - std::exchange(before, position)));
  return bytes;
}

archive_catalogue::archive_catalogue(sqlite3* connection)
    : all_(connection, "SELECT number, file, bytes, hash, events, first, last FROM archives ORDER BY number",
           "reading the archives"),
      between_(connection, "SELECT number FROM archives WHERE last >= ? AND first <= ? ORDER BY number",
               "reading the archives"),
      file_(connection, "SELECT file FROM archives WHERE number = ?", "looking up an archive"),
      block_(
          connection,
          "SELECT first, last, start, bytes, raw_bytes FROM archive_blocks WHERE archive = ? AND last >= ? "
          "ORDER BY last LIMIT 1",
          "looking up a block of an archive"),
      pieces_(connection,
              "SELECT first, last, archive, positions FROM archived_streams WHERE stream = ? ORDER BY first",
              "looking up an archived stream") {}

std::vector<recorded_archive> archive_catalogue::all() {
  std::vector<recorded_archive> archives;
  for (const rows_of rows{all_}; rows.next();) {
    recorded_archive found{.number = all_.integer(0),
                           .file = std::string{all_.text(1)},
                           .bytes = natural(all_, 2),
                           .events = natural(all_, 4),
                           .first = all_.integer(5),
                           .last = all_.integer(6)};
    const auto hash = all_.blob(3);
    std::copy_n(hash.begin(), std::min(hash.size(), found.hash.size()), found.hash.begin());
    archives.push_back(std::move(found));
  }
  return archives;
}

std::vector<std::int64_t> archive_catalogue::between(std::int64_t first, std::int64_t last) {
  between_.bind(1, first);
  between_.bind(2, last);
  std::vector<std::int64_t> numbers;
  for (const rows_of rows{between_}; rows.next();)
    numbers.push_back(between_.integer(0));
  return numbers;
}

std::string archive_catalogue::file_of(std::int64_t archive) {
  file_.bind(1, archive);
  const rows_of rows{file_};
  if (!rows.next())
    throw store_error(store_errc::corrupt, fmt::format("the archive {} is not recorded", archive));
  return std::string{file_.text(0)};
}

std::optional<archive::block_place> archive_catalogue::block_from(std::int64_t archive,
                                                                  std::int64_t position) {
  block_.bind(1, archive);
  block_.bind(2, position);
  const rows_of rows{block_};
  if (!rows.next()) return std::nullopt;
  return archive::block_place{block_.integer(0), block_.integer(1), natural(block_, 2), natural(block_, 3),
                              natural(block_, 4)};
}

std::vector<stream_piece> archive_catalogue::pieces_of(std::int64_t stream) {
  pieces_.bind(1, stream);
  std::vector<stream_piece> pieces;
  for (const rows_of rows{pieces_}; rows.next();) {
    const auto first = pieces_.integer(0), last = pieces_.integer(1);
    pieces.push_back({first, last, pieces_.integer(2), unpacked(pieces_.text(3), last - first + 1, stream)});
  }
  return pieces;
}

} // namespace docket::sqlite
