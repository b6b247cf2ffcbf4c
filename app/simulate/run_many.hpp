#pragma once

#include "docket/app/program/invocation.hpp"
#include "docket/app/simulate/simulate_options.hpp"

namespace docket::app {

// Runs seeds until all are done, the time is over, too many went wrong or a signal comes, and prints what
// they came to.
[[nodiscard]] exit_status run_many(invocation& call, const simulate_options& options);

} // namespace docket::app
