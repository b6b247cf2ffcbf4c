#pragma once

#include "docket/actors/engine.hpp"
#include "docket/persistence/hydration/command_memory.hpp"
#include "docket/simulation/audit/violation.hpp"
#include "docket/simulation/simulation.hpp"

namespace docket {

// What the aggregates of a running engine take themselves to be is what the log makes of them
// (`state_differs`). Runs the world until all of them have answered; while nobody writes. Throws store_error.
void audit_live_states(engine& shop, simulation& world, log_reader& log, const command_retention& retention,
                       findings& found);

} // namespace docket
