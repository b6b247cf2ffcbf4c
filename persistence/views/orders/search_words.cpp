#include "docket/persistence/views/orders/search_words.hpp"

#include <cstdint>

namespace docket {
namespace {

// The base letters of U+00C0..U+017F, in lower case; '*' where the character stays what it is (or, for
// capitals in the last column's rows, is two letters), ' ' where it is no letter.
constexpr std::string_view latin_bases = "aaaaaa*ceeeeiiii*nooooo ouuuuy**"  // C0..DF
                                         "aaaaaa*ceeeeiiii*nooooo ouuuuy*y"  // E0..FF
                                         "aaaaaaccccccccddddeeeeeeeeeegggg"  // 100..11F
                                         "gggghhhhiiiiiiiiii**jjkkklllllll"  // 120..13F
                                         "lllnnnnnn***oooooo**rrrrrrssssss"  // 140..15F
                                         "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs"; // 160..17F

void put_utf8(std::string& to, std::uint32_t c) {
  const auto tail = [&](int shift) { to += static_cast<char>(0x80u | (c >> shift & 0x3fu)); };
  if (c < 0x80u) {
    to += static_cast<char>(c);
  } else if (c < 0x800u) {
    to += static_cast<char>(0xc0u | c >> 6);
    tail(0);
  } else if (c < 0x10000u) {
    to += static_cast<char>(0xe0u | c >> 12);
    tail(6);
    tail(0);
  } else {
    to += static_cast<char>(0xf0u | c >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

// The character at `at`, which is moved behind it. Texts of the log are valid UTF-8; what people type need
// not be: a byte that begins nothing stands for itself.
std::uint32_t take_utf8(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) : 0u;
  };
  const auto first = byte(at);
  const std::size_t length = first >= 0xf0u ? 4 : first >= 0xe0u ? 3 : first >= 0xc0u ? 2 : 1;
  std::uint32_t c = length == 1 ? first : first & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    c = c << 6 | (byte(at + i) & 0x3fu);
  at += length;
  return c;
}

bool parts_words(std::uint32_t c) {
  return c < 0xc0u ? c != 0xaau && c != 0xb5u && c != 0xbau // Signs of Latin-1.
                   : c == 0xd7u || c == 0xf7u               // Times and division.
                         || (c >= 0x2000u && c <= 0x2bffu)  // Punctuation, symbols.
                         || (c >= 0x3000u && c <= 0x3004u)  // Blanks and points of CJK.
                         || (c >= 0x3008u && c <= 0x3020u) || (c >= 0xff00u && c <= 0xff0fu);
}

// Capitals of Greek and Cyrillic.
std::uint32_t lower(std::uint32_t c) {
  if (c >= 0x391u && c <= 0x3a9u) return c + 0x20u;
  if (c >= 0x410u && c <= 0x42fu) return c + 0x20u;
  if (c >= 0x400u && c <= 0x40fu) return c + 0x50u;
  if (c == 0xc6u || c == 0xd0u || c == 0xdeu) return c + 0x20u;
  if (c == 0x132u || c == 0x14au || c == 0x152u) return c + 1;
  return c;
}

// One character more, after a blank when something parted the words.
class folding {
public:
  explicit folding(std::size_t size) { text_.reserve(size); }

  void add_ascii(char c) {
    if (c >= 'A' && c <= 'Z') {
      put(static_cast<char>(c - 'A' + 'a'));
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      put(c);
    } else {
      parted_ = true;
    }
  }

  void add(std::uint32_t c) {
    if (c >= 0xc0u && c < 0x180u && latin_bases[c - 0xc0u] >= 'a') return put(latin_bases[c - 0xc0u]);
    if (parts_words(c)) {
      parted_ = true;
      return;
    }
    begin_word();
    put_utf8(text_, lower(c));
  }

  [[nodiscard]] std::string text() && { return std::move(text_); }

private:
  void begin_word() {
    if (parted_ && !text_.empty()) text_ += ' ';
    parted_ = false;
  }
  void put(char c) {
    begin_word();
    text_ += c;
  }

  std::string text_;
  bool parted_ = false;
};

} // namespace

std::string folded(std::string_view utf8) {
  folding result{utf8.size()};
  for (std::size_t at = 0; at < utf8.size();) {
    if (static_cast<unsigned char>(utf8[at]) < 0x80u)
      result.add_ascii(utf8[at++]);
    else
      result.add(take_utf8(utf8, at));
  }
  return std::move(result).text();
}

std::vector<std::string> search_parts(std::string_view utf8) {
  constexpr std::string_view blanks = " \t\r\n";
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < utf8.size();) {
    const auto end = std::min(utf8.find_first_of(blanks, begin), utf8.size());
    if (auto part = folded(utf8.substr(begin, end - begin)); !part.empty()) parts.push_back(std::move(part));
    begin = end + 1;
  }
  return parts;
}

bool has_part(std::string_view folded_text, std::string_view part) noexcept {
  for (auto found = folded_text.find(part); found != std::string_view::npos;
       found = folded_text.find(part, found + 1))
    if (found == 0 || folded_text[found - 1] == ' ') return true;
  return false;
}

} // namespace docket
