#pragma once

#include "docket/domain/overloaded.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

namespace docket::service {

// A whole number among the settings of a group: a count, or a time in milliseconds.
template <class Settings>
struct number_setting {
  using place = std::variant<std::size_t*, std::chrono::milliseconds*>;

  std::string_view name;
  std::uint64_t min, max;
  place (*of)(Settings&); // Where it stands in them.

  void set(Settings& to, std::uint64_t number) const {
    std::visit(overloaded{[&](std::size_t* count) { *count = number; },
                          [&](std::chrono::milliseconds* time) {
                            *time = std::chrono::milliseconds{static_cast<std::int64_t>(number)};
                          }},
               of(to));
  }

  [[nodiscard]] std::uint64_t get(Settings from) const {
    return std::visit(overloaded{[](const std::size_t* count) -> std::uint64_t { return *count; },
                                 [](const std::chrono::milliseconds* time) {
                                   return static_cast<std::uint64_t>(time->count());
                                 }},
                      of(from));
  }
};

} // namespace docket::service
