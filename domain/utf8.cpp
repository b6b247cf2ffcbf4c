#include "docket/domain/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace docket {

namespace {

using byte = unsigned char;

bool is_continuation(byte b) { return (b & 0xc0) == 0x80; }

// What may stand second after a first byte of three or four, which keeps out overlong forms, surrogates and
// what lies past U+10FFFF (table 3-7 of the Unicode standard).
bool second_fits(byte first, byte second) {
  switch (first) {
  case 0xe0: return second >= 0xa0 && second <= 0xbf;
  case 0xed: return second >= 0x80 && second <= 0x9f;
  case 0xf0: return second >= 0x90 && second <= 0xbf;
  case 0xf4: return second >= 0x80 && second <= 0x8f;
  default: return is_continuation(second);
  }
}

// The length that the first byte announces; 0 for one that begins no character.
std::size_t announced_length(byte first) {
  if (first >= 0x01 && first <= 0x7f) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  if (first >= 0xf0 && first <= 0xf4) return 4;
  return 0;
}

// The length of the character that begins the bytes; 0 when there is no valid one.
std::size_t character_length(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<byte>(bytes[i]); };
  const std::size_t length = announced_length(at(0));
  if (length > bytes.size()) return 0;
  if (length >= 2 && !second_fits(at(0), at(1))) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_continuation(at(i))) return 0;
  }
  return length;
}

// Eight bytes of ASCII at once, none of them zero: a zero byte borrows from its top bit when one is
// subtracted.
bool are_eight_ascii(std::string_view bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
  if (bytes.size() < 8) return false;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data(), sizeof word);
  return ((word | (word - ones)) & tops) == 0;
}

} // namespace

bool is_valid_utf8(std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const std::size_t length = are_eight_ascii(bytes) ? 8 : character_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

} // namespace docket
