#include "docket/persistence/store/sqlite/archive/archive_shelf.hpp"

#include "docket/persistence/store/sqlite/schema.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace docket::sqlite {
namespace {

// Blocks that are kept, some 200 KiB each: those of a few orders, or one of each archive that a walk over the
// log goes through.
constexpr std::size_t blocks_kept = 24;

} // namespace

archive_shelf::archive_shelf(sqlite3* connection)
    : connection_(connection),
      folder_(archive::folder_beside(sqlite3_db_filename(connection, "main"))) {}

std::vector<std::int64_t> archive_shelf::between(std::int64_t first, std::int64_t last) {
  auto* known = catalogue();
  return known ? known->between(first, last) : std::vector<std::int64_t>{};
}

std::vector<stream_piece> archive_shelf::pieces_of(std::int64_t stream) {
  auto* known = catalogue();
  return known ? known->pieces_of(stream) : std::vector<stream_piece>{};
}

archive_shelf::block_pointer archive_shelf::block_from(std::int64_t archive, std::int64_t position) {
  auto* known = catalogue();
  const auto place = known ? known->block_from(archive, position) : std::nullopt;
  if (!place) return nullptr;
  const auto kept = std::ranges::find_if(kept_, [&](const kept_block& candidate) {
    return candidate.archive == archive && candidate.offset == place->offset;
  });
  if (kept != kept_.end()) {
    std::rotate(kept, kept + 1, kept_.end());
    return kept_.back().block;
  }
  if (kept_.size() == blocks_kept) kept_.erase(kept_.begin());
  kept_.push_back({archive, place->offset, file(archive).read(*place)});
  return kept_.back().block;
}

// Another process may bring the database to a newer format while this connection is open.
archive_catalogue* archive_shelf::catalogue() {
  if (!catalogue_ && format_of(connection_) >= format_with_archives) catalogue_.emplace(connection_);
  return catalogue_ ? &*catalogue_ : nullptr;
}

archive::archive_file& archive_shelf::file(std::int64_t archive) {
  const auto open = files_.find(archive);
  if (open != files_.end()) return open->second;
  return files_.try_emplace(archive, folder_ / catalogue_->file_of(archive)).first->second;
}

} // namespace docket::sqlite
