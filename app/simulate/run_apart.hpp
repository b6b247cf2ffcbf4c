#pragma once

#include "docket/app/simulate/seed_report.hpp"
#include "docket/simulation/shop/scenario.hpp"
#include "docket/simulation/shop/shrink.hpp"

#include <cstdint>
#include <string>

namespace docket::app {

[[nodiscard]] violation died(const std::string& how);

// A run in a process of its own, so that one that crashes or hangs has a report, too.
[[nodiscard]] seed_report run_apart(const scenario& what, const run_options& options = {});

// Whether such a run violates the same, which may be one of seed_report's own, within so many steps. What has
// failed must have said the same, too, but for numbers.
[[nodiscard]] shrink_judge violates_apart(violation found, std::uint64_t steps_max);

} // namespace docket::app
