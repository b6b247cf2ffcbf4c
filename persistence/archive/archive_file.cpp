#include "docket/persistence/archive/archive_file.hpp"

#include "docket/persistence/archive/byte_hasher.hpp"
#include "docket/persistence/archive/compression.hpp"
#include "docket/persistence/files/mounts.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

namespace docket::archive {
namespace {

constexpr std::string_view suffix = ".docket-archive";
constexpr std::size_t digits_min = 4;
constexpr std::uint64_t digest_step_bytes = 1u << 20;

std::unique_ptr<file_being_read> open(const std::filesystem::path& path) {
  auto found = files_at(path).read_file(path);
  if (found.why == std::errc::no_such_file_or_directory)
    throw store_error(store_errc::corrupt,
                      fmt::format("the archive {} is missing; bring it back from a copy", path.string()));
  if (found.why)
    throw store_error(store_errc::io,
                      fmt::format("{}: opening the archive failed: {}", path.string(), found.why.message()));
  return std::move(found.file);
}

// A file that ends too early is damage; that it could not be read is not.
std::vector<std::uint8_t> read_all(file_being_read& file, const std::filesystem::path& path, std::uint64_t at,
                                   std::uint64_t bytes) {
  if (const auto size = files_at(path).bytes_of(path); size < at || size - at < bytes)
    throw store_error(store_errc::corrupt,
                      fmt::format("the archive {} ends at byte {} and must go on; bring it back from a copy",
                                  path.string(), size));
  std::vector<std::uint8_t> piece(bytes);
  if (const auto why = file.read(piece, at))
    throw store_error(store_errc::io,
                      fmt::format("{}: reading the archive failed: {}", path.string(), why.message()));
  return piece;
}

} // namespace

std::filesystem::path folder_beside(const std::filesystem::path& database) {
  return database.string() + ".archives";
}

std::string file_name(std::int64_t number) { return fmt::format("{:04}{}", number, suffix); }

bool is_file_name(std::string_view name) noexcept {
  if (!name.ends_with(suffix)) return false;
  name.remove_suffix(suffix.size());
  return name.size() >= digits_min && name.find_first_not_of("0123456789") == name.npos;
}

archive_file::archive_file(std::filesystem::path file) : path_(std::move(file)), file_(open(path_)) {
  if (!std::ranges::equal(read_all(*file_, path_, 0, file_header.size()), file_header))
    throw store_error(
        store_errc::corrupt,
        fmt::format("{} is no archive of docket's, or damaged; bring it back from a copy", path_.string()));
}

std::unique_ptr<event_block> archive_file::read(const block_place& place) {
  const auto what =
      fmt::format("the archive {} (block of positions {} to {})", path_.string(), place.first, place.last);
  const auto frame = read_all(*file_, path_, place.offset, place.bytes);
  auto block = std::make_unique<event_block>(decompress(frame, place.raw_bytes, what), what);
  if (block->events().front().position != place.first || block->events().back().position != place.last)
    throw store_error(store_errc::corrupt, fmt::format("{} holds other events", what));
  return block;
}

file_digest digest_of(const std::filesystem::path& file) {
  const auto opened = open(file);
  file_digest digest{files_at(file).bytes_of(file), {}};
  byte_hasher hasher;
  for (std::uint64_t at = 0; at < digest.bytes; at += digest_step_bytes)
    hasher.add(read_all(*opened, file, at, std::min(digest_step_bytes, digest.bytes - at)));
  digest.hash = hasher.finish();
  return digest;
}

} // namespace docket::archive
