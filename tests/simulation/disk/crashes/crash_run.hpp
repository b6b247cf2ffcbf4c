#pragma once

#include "crash_scenarios.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace docket::testing {

struct crash_run_options {
  std::uint64_t operations_max = ~std::uint64_t{0}; // Tried of a scenario, evenly spread.
  std::uint64_t recovery_step = 1;                  // Of a recovery, every one of so many operations is cut.
  disk_options disk{};
  std::uint64_t seed = 1;
};

struct crash_report {
  std::uint64_t operations = 0; // Of the scenarios, without faults.
  std::uint64_t cases = 0;
  std::uint64_t power_cuts = 0;
  crash_counts counts;
  std::vector<std::string> findings; // With the case that shows each.

  void add(const crash_report& other);
};

// The scenario once for each of its operations and each way in which that can fail: once, for good, and with
// a power cut of each damage; what fails without a power cut ends with one, too, and a second power cut comes
// while the database is recovered from the first.
[[nodiscard]] crash_report run_crashes(const crash_scenario& scenario, const crash_run_options& options);

} // namespace docket::testing
