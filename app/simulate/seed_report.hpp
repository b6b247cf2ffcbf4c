#pragma once

#include "docket/simulation/shop/run_scenario.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docket::app {

// What the program knows of one run: more than the audit where the process did not live to see it.
struct seed_report {
  std::uint64_t seed = 0;
  std::uint64_t steps = 0;
  std::uint64_t trace_hash = 0;
  bool lie_found_out = false;
  coverage met;
  std::vector<violation> violations;
};

// Besides invariants(), a run may have violated these:
inline constexpr std::string_view process_died = "process_died"; // A signal or an exit ended its process.
inline constexpr std::string_view hung = "hung";                 // No end within the watchdog's time.
inline constexpr std::string_view not_deterministic = "not_deterministic"; // The second run was another.

// Of a run in this process. What the run itself throws is the violation "failed".
[[nodiscard]] seed_report run_and_report(const scenario& what, const run_options& options = {});

// One line of text, for a pipe, and back. Throws std::runtime_error for any other line.
[[nodiscard]] std::string line_of(const seed_report& report);
[[nodiscard]] seed_report report_from_line(std::string_view line);

} // namespace docket::app
