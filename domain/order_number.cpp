#include "docket/domain/order_number.hpp"

#include <algorithm>
#include <limits>

namespace docket {

namespace {

// The first 32 are the digits; the check character may be any of the 37.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
constexpr std::uint64_t base = 32;
constexpr std::uint64_t check_modulus = alphabet.size();
static_assert(check_modulus == 37);

char plain(char c) {
  const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (upper == 'I' || upper == 'L') return '1';
  if (upper == 'O') return '0';
  return upper;
}

std::string without_hyphens(std::string_view number) {
  std::string result{number};
  std::erase(result, '-');
  return result;
}

// Its place in the alphabet; npos for a character that is not in it.
std::size_t value_of(char c) { return alphabet.find(plain(c)); }

} // namespace

std::string order_number(std::uint64_t created_position) {
  std::string reversed{alphabet[created_position % check_modulus]};
  auto rest = created_position;
  do {
    reversed += alphabet[rest % base];
    rest /= base;
  } while (rest != 0);
  return {reversed.rbegin(), reversed.rend()};
}

std::optional<std::uint64_t> parse_order_number(std::string_view number) {
  const std::string characters = without_hyphens(number);
  if (characters.size() < 2) return std::nullopt;
  std::uint64_t result = 0;
  for (const char c : std::string_view{characters}.substr(0, characters.size() - 1)) {
    const std::size_t digit = value_of(c);
    if (digit >= base) return std::nullopt;
    if (result > std::numeric_limits<std::uint64_t>::max() / base) return std::nullopt;
    result = result * base + digit;
  }
  if (value_of(characters.back()) != result % check_modulus) return std::nullopt;
  return result;
}

} // namespace docket
