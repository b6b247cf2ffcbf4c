#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/log_types.hpp"
#include "docket/service/routing/role.hpp"

#include <optional>
#include <string>
#include <string_view>

// A token is a secret that whoever bears it may come in with: "docket_" and 64 hexadecimal digits, which are
// 256 random bits. The word in front lets scanners for secrets find one that was published by mistake.
namespace docket::service {

// From the operating system's random numbers. Throws std::runtime_error when it has none.
[[nodiscard]] std::string make_token();

// What is kept instead of the token. A password needs a slow hash with salt because people choose it among
// few; among 2^256 nobody finds a token by trying, however fast a trial is, and no two are ever the same.
[[nodiscard]] sha256 hash_of_token(std::string_view token);

// Takes as long wherever the first difference is.
[[nodiscard]] bool same_hash(const sha256& a, const sha256& b) noexcept;

// What is known of one token.
struct token_entry {
  std::string name; // 1 to 128 characters, those that ids are made of; stands in records.
  role_set roles{};
  timestamp created_at{};
  std::optional<timestamp> expires_at{};
  sha256 hash{};

  // From its last microsecond on it is of no use.
  [[nodiscard]] bool expired(timestamp now) const noexcept { return expires_at && *expires_at <= now; }
  friend bool operator==(const token_entry&, const token_entry&) = default;
};

// "read,command"
[[nodiscard]] std::string role_words(role_set roles);
// Nothing when a word is no role, stands twice, or there is none.
[[nodiscard]] std::optional<role_set> parse_role_words(std::string_view words);

} // namespace docket::service
