#pragma once

#include "docket/app/program/invocation.hpp"
#include "docket/app/simulate/simulate_options.hpp"

namespace docket::app {

// Plants bugs, one after the other, and tells by how many seeds each is found. Failed when one is not.
[[nodiscard]] exit_status run_planted(invocation& call, const simulate_options& options);

} // namespace docket::app
