#pragma once

#include "docket/simulation/shop/coverage.hpp"
#include "docket/simulation/shop/draw_scenario.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docket::app {

// What many runs should meet, in one group.
struct expected_group {
  std::string_view group; // Of coverage: "event".
  std::string_view title; // "event types"
  std::vector<std::string> names;
};

// All that such scenarios can meet and thousands of seeds do.
[[nodiscard]] std::vector<expected_group> expected_of(const scenario_wishes& wishes);

// How many of its names were met.
[[nodiscard]] std::size_t met_of(const expected_group& group, const coverage& met);

// "event.PaymentVoided", ...: what was expected and never met.
[[nodiscard]] std::vector<std::string> never_met(const std::vector<expected_group>& expected,
                                                 const coverage& met);

} // namespace docket::app
