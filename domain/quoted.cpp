#include "docket/domain/quoted.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <iterator>

namespace docket {

namespace {

constexpr std::size_t shown_bytes_max = 60;

bool is_plain(unsigned char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

} // namespace

std::string quoted(std::string_view bytes) {
  std::string result{'"'};
  for (const char c : bytes.substr(0, shown_bytes_max)) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(byte)) {
      result += c;
    } else {
      fmt::format_to(std::back_inserter(result), "\\x{:02x}", byte);
    }
  }
  result += bytes.size() > shown_bytes_max ? "\"..." : "\"";
  return result;
}

} // namespace docket
