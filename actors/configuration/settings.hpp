#pragma once

#include "docket/actors/config.hpp"

#include <cstddef>
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

// A choice among words.
struct word_setting {
  std::string_view group, name;
  std::span<const std::string_view> words;
  std::size_t (*get)(const config&); // Which of the words.
  void (*set)(config&, std::size_t);

  [[nodiscard]] std::string key() const { return std::string{group} + "." + std::string{name}; }
};

// The groups, in the order in which they are written.
[[nodiscard]] std::span<const std::string_view> setting_groups() noexcept;

// All of them, group by group. The two settings that are free text, `database` and
// `fulfilment.payment_method`, stand in config.cpp.
[[nodiscard]] std::span<const number_setting> number_settings() noexcept;
[[nodiscard]] std::span<const word_setting> word_settings() noexcept;

} // namespace docket::configuration
