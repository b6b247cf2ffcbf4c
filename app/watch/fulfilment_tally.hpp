#pragma once

#include "docket/app/pipeline/tally.hpp"

#include <chrono>
#include <cstdint>

namespace docket::app {

// What became of fulfilments: those that ended in this run, and how many have not.
struct fulfilment_tally {
  std::uint64_t completed = 0, compensated = 0, abandoned = 0;
  tally::counts compensated_by;       // By the rule or the words that they were undone for.
  std::uint64_t under_way = 0;        // Not ended and not parked,
  std::uint64_t parked = 0;           // or waiting for people, from this run or an earlier one.
  std::chrono::nanoseconds waited{0}; // For them, after the last line.

  [[nodiscard]] bool all_well() const noexcept { return under_way + parked == 0; }
};

} // namespace docket::app
