#include "docket/app/output/printable.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace docket::app {
namespace {

struct range {
  char32_t first, last;
};

// C0, DEL and C1; line and paragraph separators; bidirectional marks, embeddings, overrides and isolates.
constexpr std::array<range, 5> unsafe{
    {{0x00, 0x1f}, {0x7f, 0x9f}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069}}};

// The combining blocks, zero-width joiners and variation selectors.
constexpr std::array<range, 7> widthless{{{0x0300, 0x036f},
                                          {0x0483, 0x0489},
                                          {0x0591, 0x05bd},
                                          {0x200b, 0x200d},
                                          {0x20d0, 0x20ff},
                                          {0xfe00, 0xfe0f},
                                          {0xfe20, 0xfe2f}}};

// Blocks that terminals draw two columns wide (Unicode Standard Annex #11, W and F).
constexpr std::array<range, 9> wide{{{0x1100, 0x115f},
                                     {0x2e80, 0x303e},
                                     {0x3041, 0xa4cf},
                                     {0xac00, 0xd7a3},
                                     {0xf900, 0xfaff},
                                     {0xfe30, 0xfe6f},
                                     {0xff00, 0xff60},
                                     {0x1f300, 0x1faff},
                                     {0x20000, 0x3fffd}}};

template <std::size_t N>
bool within(const std::array<range, N>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](range r) { return r.first <= c && c <= r.last; });
}

// Bytes of the character that begins with this byte. Bytes that begin none count as one.
std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte >= 0xf0) return 4;
  if (byte >= 0xe0) return 3;
  return byte >= 0xc0 ? 2 : 1;
}

char32_t decode(std::string_view bytes) {
  if (bytes.size() == 1) return static_cast<unsigned char>(bytes[0]);
  auto result = static_cast<char32_t>(static_cast<unsigned char>(bytes[0]) & (0xffu >> (bytes.size() + 1)));
  for (const char c : bytes.substr(1))
    result = (result << 6) | (static_cast<unsigned char>(c) & 0x3fu);
  return result;
}

std::size_t width_of(char32_t c) { return within(widthless, c) ? 0 : within(wide, c) ? 2 : 1; }

// Calls visit(bytes, character) for each character.
template <class Visit>
void for_each_character(std::string_view utf8, Visit visit) {
  while (!utf8.empty()) {
    const auto bytes = utf8.substr(0, std::min(length_of(utf8[0]), utf8.size()));
    visit(bytes, decode(bytes));
    utf8.remove_prefix(bytes.size());
  }
}

} // namespace

std::string printable(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for_each_character(utf8, [&](std::string_view bytes, char32_t c) {
    result += within(unsafe, c) ? std::string_view{"\uFFFD"} : bytes;
  });
  return result;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t columns = 0;
  for_each_character(utf8, [&](std::string_view, char32_t c) { columns += width_of(c); });
  return columns;
}

std::string clipped(std::string_view utf8, std::size_t columns) {
  auto whole = printable(utf8);
  if (display_width(whole) <= columns) return whole;
  std::string result;
  std::size_t used = 0;
  bool open = true;
  for_each_character(whole, [&](std::string_view bytes, char32_t c) {
    used += width_of(c);
    open = open && used < columns;
    if (open) result += bytes;
  });
  return result + "…";
}

} // namespace docket::app
