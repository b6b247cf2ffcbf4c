#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docket::service {

// What a caller may do. Roles do not include each other; a token has one or more.
enum class role : std::uint8_t { read, command, operate };

// "read", "command", "operate".
[[nodiscard]] std::string_view name_of(role which) noexcept;
[[nodiscard]] std::optional<role> parse_role(std::string_view word) noexcept;

class role_set {
public:
  constexpr role_set() = default;
  [[nodiscard]] static constexpr role_set all() noexcept { return role_set{7}; }

  constexpr role_set& add(role which) noexcept {
    bits_ = static_cast<std::uint8_t>(bits_ | bit(which));
    return *this;
  }
  [[nodiscard]] constexpr bool has(role which) const noexcept { return (bits_ & bit(which)) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }

  friend bool operator==(const role_set&, const role_set&) = default;

private:
  explicit constexpr role_set(std::uint8_t bits) : bits_(bits) {}
  static constexpr std::uint8_t bit(role which) noexcept {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(which));
  }

  std::uint8_t bits_ = 0;
};

// Who asks.
struct caller {
  std::string name = "anonymous";
  role_set roles{};

  // Names, addresses and the like of customers: for those who send commands, or operate.
  [[nodiscard]] bool sees_personal_data() const noexcept {
    return roles.has(role::command) || roles.has(role::operate);
  }
};

} // namespace docket::service
