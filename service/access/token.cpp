#include "docket/service/access/token.hpp"

#include <array>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <stdexcept>

namespace docket::service {
namespace {

constexpr std::string_view prefix = "docket_";
constexpr std::string_view digits = "0123456789abcdef";

} // namespace

std::string make_token() {
  std::array<unsigned char, 32> random{};
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
    throw std::runtime_error{"the operating system gave no random numbers; no token was made"};
  std::string token{prefix};
  for (const auto byte : random) {
    token += digits[byte >> 4];
    token += digits[byte & 15];
  }
  return token;
}

sha256 hash_of_token(std::string_view token) {
  sha256 hash{};
  SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), hash.data());
  return hash;
}

bool same_hash(const sha256& a, const sha256& b) noexcept {
  return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string role_words(role_set roles) {
  std::string words;
  for (const auto which : {role::read, role::command, role::operate}) {
    if (!roles.has(which)) continue;
    if (!words.empty()) words += ',';
    words += name_of(which);
  }
  return words;
}

std::optional<role_set> parse_role_words(std::string_view words) {
  role_set roles;
  while (true) {
    const auto comma = words.find(',');
    const auto which = parse_role(words.substr(0, comma));
    if (!which || roles.has(*which)) return std::nullopt;
    roles.add(*which);
    if (comma == words.npos) return roles;
    words.remove_prefix(comma + 1);
  }
}

} // namespace docket::service
