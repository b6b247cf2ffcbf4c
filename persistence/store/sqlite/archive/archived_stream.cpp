#include "docket/persistence/store/sqlite/archive/archived_stream.hpp"

#include "docket/persistence/store/sqlite/event_row.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace docket::sqlite {
namespace {

// Where a wanted event is.
struct place {
  std::int64_t version;
  std::int64_t archive;
  std::int64_t position;
};

std::vector<place> places_of(const std::vector<stream_piece>& pieces, version_range range) {
  std::vector<place> places;
  for (const auto& piece : pieces)
    for (auto version = std::max(piece.first, range.lowest); version <= std::min(piece.last, range.highest);
         ++version)
      places.push_back(
          {version, piece.archive, piece.positions[static_cast<std::size_t>(version - piece.first)]});
  return places;
}

} // namespace

std::size_t visit_archived(archive_shelf& shelf, name_lookup& names, stream_key stream, version_range range,
                           direction way, std::size_t limit, const event_visitor& visit, bool& enough) {
  if (limit == 0) return 0;
  auto places = places_of(shelf.pieces_of(static_cast<std::int64_t>(stream)), range);
  if (way == direction::backward) std::ranges::reverse(places);
  std::size_t visited = 0;
  for (const auto& wanted : places) {
    const auto block = shelf.block_from(wanted.archive, wanted.position);
    const auto found = block ? block->from(wanted.position) : decltype(block->from(0)){};
    if (!block || found == block->events().end() || found->position != wanted.position ||
        found->stream != static_cast<std::int64_t>(stream) || found->version != wanted.version)
      throw store_error(store_errc::corrupt,
                        fmt::format("version {} of the stream with key {} is not in archive {} where it "
                                    "should be; run `docket verify` to find the damage",
                                    wanted.version, static_cast<std::int64_t>(stream), wanted.archive));
    ++visited;
    enough = !visit(event_of(*found, names));
    if (enough || visited == limit) break;
  }
  return visited;
}

} // namespace docket::sqlite
