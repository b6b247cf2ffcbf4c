#pragma once

#include "docket/app/program/invocation.hpp"
#include "docket/app/simulate/simulate_options.hpp"

namespace docket::app {

// Runs one seed's scenario, or a file's, in this process, where a debugger can see it, and prints all about
// it.
[[nodiscard]] exit_status run_one(invocation& call, const simulate_options& options);

} // namespace docket::app
