#pragma once

#include "docket/persistence/archive/archive_file.hpp"
#include "docket/persistence/store/sqlite/archive/archive_catalogue.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace docket::sqlite {

// One connection's way to archived events: it finds the blocks, keeps the files open and the blocks that were
// read last. What is archived stays archived, and files never change; so whoever looks for events in the
// log's own table first and on the shelf then misses none, though a writer may archive in between.
class archive_shelf {
public:
  using block_pointer = std::shared_ptr<const archive::event_block>;

  explicit archive_shelf(sqlite3* connection);

  // As archive_catalogue has them; empty in a database of an earlier format.
  [[nodiscard]] std::vector<std::int64_t> between(std::int64_t first, std::int64_t last);
  [[nodiscard]] std::vector<stream_piece> pieces_of(std::int64_t stream);

  // The archive's first block that ends at this position or after it; null when there is none. Throws
  // store_error (corrupt, io), which names the file.
  [[nodiscard]] block_pointer block_from(std::int64_t archive, std::int64_t position);

private:
  struct kept_block {
    std::int64_t archive;
    std::uint64_t offset;
    block_pointer block;
  };

  [[nodiscard]] archive_catalogue* catalogue();
  [[nodiscard]] archive::archive_file& file(std::int64_t archive);

  sqlite3* connection_;
  std::filesystem::path folder_;
  std::optional<archive_catalogue> catalogue_; // None yet while the database is of an earlier format.
  std::map<std::int64_t, archive::archive_file> files_;
  std::vector<kept_block> kept_; // The one that was asked for last stands last.
};

} // namespace docket::sqlite
