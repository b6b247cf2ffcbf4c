#pragma once

#include "docket/persistence/archive/block_place.hpp"
#include "docket/persistence/store/sqlite/statement.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace docket::sqlite {

// What the database keeps of an archive as a whole.
struct recorded_archive {
  std::int64_t number = 0;
  std::string file;        // Its name in the folder of archives.
  std::uint64_t bytes = 0; // Of the file.
  sha256 hash{};           // Of the file.
  std::uint64_t events = 0;
  std::int64_t first = 0, last = 0; // Positions of its first and last event.
};

// Versions of one stream that one archive has, and their positions.
struct stream_piece {
  std::int64_t first = 0, last = 0;
  std::int64_t archive = 0;
  std::vector<std::int64_t> positions; // Of `first`, `first` + 1, ...
};

// The positions of a piece as they are stored: the first as a number, then how far each is after the one
// before (persistence/archive/numbers.hpp).
[[nodiscard]] std::string packed(const std::vector<std::int64_t>& positions);

// Reads the tables of archives, in a database whose format has them.
class archive_catalogue {
public:
  explicit archive_catalogue(sqlite3* connection);

  [[nodiscard]] std::vector<recorded_archive> all();
  // The numbers of those that may have events at positions from `first` to `last`.
  [[nodiscard]] std::vector<std::int64_t> between(std::int64_t first, std::int64_t last);
  // Its name in the folder. Throws store_error (corrupt) for an archive that is not recorded.
  [[nodiscard]] std::string file_of(std::int64_t archive);
  // The archive's first block that ends at this position or after it.
  [[nodiscard]] std::optional<archive::block_place> block_from(std::int64_t archive, std::int64_t position);
  // By version. Throws store_error (corrupt).
  [[nodiscard]] std::vector<stream_piece> pieces_of(std::int64_t stream);

private:
  statement all_, between_, file_, block_, pieces_;
};

} // namespace docket::sqlite
