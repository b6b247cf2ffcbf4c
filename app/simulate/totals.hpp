#pragma once

#include "docket/app/simulate/seed_report.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace docket::app {

// A seed that went wrong.
struct seed_failure {
  std::uint64_t seed = 0;
  std::vector<violation> violations; // At least one; the first is what it is known by.
};

// What many runs came to.
class simulate_totals {
public:
  void add(const seed_report& report);

  std::uint64_t seeds = 0;
  std::uint64_t first = 0, last = 0; // Of those that were run; there may be gaps where it was ended early.
  std::uint64_t steps = 0;
  std::uint64_t lies_found_out = 0;
  coverage met;
  std::map<std::uint64_t, seed_failure> failures; // By seed.
  std::chrono::milliseconds elapsed{0};
  std::uint32_t jobs = 1;
};

// What was counted in a group, by name: "event" → "OrderPlaced", ...
[[nodiscard]] std::map<std::string, std::uint64_t> counts_in(const coverage& met, std::string_view group);
[[nodiscard]] std::uint64_t sum_of(const coverage& met, std::string_view group);

// Of `count`, within the time that all took.
[[nodiscard]] double per_second(const simulate_totals& totals);

} // namespace docket::app
