#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Numbers as bytes in the blobs of views. Small ones take one byte (LEB128), signed ones are folded so that
// small negative ones are small, too (zigzag), as Protocol Buffers do it.
namespace docket {

// The lowest byte first.
inline void put_fixed(std::string& to, std::uint64_t number, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i)
    to += static_cast<char>(number >> (8 * i) & 0xffu);
}

// `from` holds at least that many.
[[nodiscard]] inline std::uint64_t get_fixed(std::string_view from, std::size_t bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes; ++i)
    number |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  return number;
}

inline void put_number(std::string& to, std::uint64_t number) {
  for (; number >= 0x80u; number >>= 7)
    to += static_cast<char>((number & 0x7fu) | 0x80u);
  to += static_cast<char>(number);
}

inline void put_signed(std::string& to, std::int64_t number) {
  const auto bits = static_cast<std::uint64_t>(number);
  put_number(to, bits << 1 ^ (number < 0 ? ~std::uint64_t{0} : 0));
}

// Takes numbers one by one. What the view's own blobs end with early reads as zeros: a damaged view answers
// nonsense, it does not read past its memory.
class number_reader {
public:
  explicit number_reader(std::string_view bytes) noexcept : bytes_(bytes) {}

  [[nodiscard]] bool at_end() const noexcept { return at_ >= bytes_.size(); }

  [[nodiscard]] std::uint64_t number() noexcept {
    std::uint64_t result = 0;
    for (unsigned shift = 0; at_ < bytes_.size() && shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      result |= std::uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80u) break;
    }
    return result;
  }

  [[nodiscard]] std::int64_t signed_number() noexcept {
    const auto folded = number();
    return static_cast<std::int64_t>(folded >> 1 ^ (folded & 1 ? ~std::uint64_t{0} : 0));
  }

private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

} // namespace docket
