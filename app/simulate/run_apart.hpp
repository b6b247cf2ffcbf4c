#pragma once

#include "docket/app/simulate/seed_report.hpp"
#include "docket/simulation/shop/scenario.hpp"
#include "docket/simulation/shop/shrink.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace docket::app {

// A seed that takes longer does not end: most take some hundredths of a second.
inline constexpr std::chrono::seconds watchdog_time{60};

[[nodiscard]] violation died(const std::string& how);
[[nodiscard]] violation has_hung();

// A run in a process of its own, so that one that crashes or hangs has a report, too.
[[nodiscard]] seed_report run_apart(const scenario& what);

// Whether such a run violates it, which may be one of seed_report's own.
[[nodiscard]] shrink_judge violates_apart(std::string invariant);

} // namespace docket::app
