#include "docket/service/answers/hash_text.hpp"

#include <charconv>
#include <fmt/format.h>

namespace docket::service {

std::string hash_text(const sha256& hash) {
  std::string result;
  for (const auto byte : hash)
    result += fmt::format("{:02x}", byte);
  return result;
}

std::optional<sha256> parse_hash(std::string_view text) {
  sha256 hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const auto* digits = text.data() + 2 * i;
    const auto [end, error] = std::from_chars(digits, digits + 2, hash[i], 16);
    if (error != std::errc{} || end != digits + 2) return std::nullopt;
  }
  return hash;
}

} // namespace docket::service
