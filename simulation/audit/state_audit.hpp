#pragma once

#include "docket/persistence/hydration/command_memory.hpp"
#include "docket/simulation/audit/audited_log.hpp"
#include "docket/simulation/audit/violation.hpp"

namespace docket {

// For every stream: all of its events can be understood, and read by itself it has those of the log. Where it
// has a snapshot, that is a full replay up to its version, and the state that the engine hydrates with it,
// and the commands that it remembers, are those of the full replay. When a command was recorded may differ by
// what the commit took, and is not compared. Costs a replay of every stream.
void audit_states(const audited_log& log, log_reader& reader, const command_retention& retention,
                  findings& found);

} // namespace docket
