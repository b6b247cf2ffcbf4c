#include "docket/persistence/archive/compression.hpp"

#include "docket/persistence/store/store_error.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <memory>

namespace docket::archive {
namespace {

// An archive is written once and at leisure, and read at the same speed whatever the level is.
constexpr int level = 9;

struct free_context {
  void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
};

std::size_t require(std::size_t code) {
  if (ZSTD_isError(code) != 0)
    throw store_error(store_errc::io,
                      fmt::format("compressing an archive failed: {}", ZSTD_getErrorName(code)));
  return code;
}

} // namespace

std::vector<std::uint8_t> compress(std::string_view bytes) {
  const std::unique_ptr<ZSTD_CCtx, free_context> context{ZSTD_createCCtx()};
  if (!context) throw store_error(store_errc::io, "compressing an archive failed: out of memory");
  require(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level));
  require(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1));
  std::vector<std::uint8_t> frame(ZSTD_compressBound(bytes.size()));
  frame.resize(
      require(ZSTD_compress2(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size())));
  return frame;
}

std::string decompress(std::span<const std::uint8_t> frame, std::size_t size, std::string_view what) {
  // Asked first: damage must not make it ask for all the memory there is.
  if (ZSTD_getFrameContentSize(frame.data(), frame.size()) == size) {
    std::string bytes(size, '\0');
    if (ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size()) == size) return bytes;
  }
  throw store_error(store_errc::corrupt, fmt::format("{} is not as it was written", what));
}

} // namespace docket::archive
