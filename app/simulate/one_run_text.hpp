#pragma once

#include "docket/simulation/shop/run_scenario.hpp"
#include "docket/simulation/shop/scenario.hpp"

#include <string>

namespace docket::app {

// What a scenario is, in a few lines.
[[nodiscard]] std::string scenario_text(const scenario& what);

// What became of its run; the trace's last steps and the log where they were kept.
[[nodiscard]] std::string one_run_text(const run_result& result);
[[nodiscard]] std::string one_run_json(const scenario& what, const run_result& result); // One line.

} // namespace docket::app
