#include "docket/service/routing/role.hpp"

namespace docket::service {

std::string_view name_of(role which) noexcept {
  switch (which) {
  case role::read: return "read";
  case role::command: return "command";
  case role::operate: return "operate";
  }
  return {};
}

std::optional<role> parse_role(std::string_view word) noexcept {
  for (const auto which : {role::read, role::command, role::operate})
    if (word == name_of(which)) return which;
  return std::nullopt;
}

} // namespace docket::service
