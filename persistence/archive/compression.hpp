#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Blocks as Zstandard frames, each with a checksum of its own. The library's errors end here.
namespace docket::archive {

// Throws store_error (io) when there is no memory for it.
[[nodiscard]] std::vector<std::uint8_t> compress(std::string_view bytes);

// `size` is how many bytes it must come to. Throws store_error (corrupt), which names `what`.
[[nodiscard]] std::string decompress(std::span<const std::uint8_t> frame, std::size_t size,
                                     std::string_view what);

} // namespace docket::archive
