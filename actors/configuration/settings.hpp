#pragma once

#include "docket/actors/config.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace docket::configuration {

// A whole number that can be set: its place in the file, its range, and how to reach it in a config.
struct number_setting {
  std::string_view group, name;
  std::uint64_t min, max;
  std::uint64_t (*get)(const config&);
  void (*set)(config&, std::uint64_t);

  [[nodiscard]] std::string key() const { return std::string{group} + "." + std::string{name}; }
};

// All of them, group by group, in the order in which they are written. The two settings that are no numbers,
// `database` and `orders.payments`, stand in config.cpp.
[[nodiscard]] std::span<const number_setting> number_settings() noexcept;

// "exact" or "split".
[[nodiscard]] std::string_view name_of(payment_policy policy) noexcept;

} // namespace docket::configuration
