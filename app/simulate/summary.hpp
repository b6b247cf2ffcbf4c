#pragma once

#include "docket/app/simulate/simulate_options.hpp"
#include "docket/app/simulate/totals.hpp"
#include "docket/simulation/shop/draw_scenario.hpp"

#include <string>

namespace docket::app {

// All that the summary of many seeds says.
struct simulate_summary {
  const simulate_totals& totals;
  const scenario_wishes& wishes;
  std::string program;  // As it was called.
  std::string words;    // The wishes as options, for command lines that replay a seed.
  std::string ended_by; // A signal's name, "10 failures", or empty: all seeds, or all the time.
};

[[nodiscard]] std::string replay_line(const simulate_summary& summary, std::uint64_t seed);

[[nodiscard]] std::string summary_text(const simulate_summary& summary);
[[nodiscard]] std::string summary_json(const simulate_summary& summary); // One line.

} // namespace docket::app
