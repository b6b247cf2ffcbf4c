#pragma once

#include "docket/persistence/hydration/command_memory.hpp"
#include "docket/simulation/audit/audited_log.hpp"
#include "docket/simulation/audit/violation.hpp"

namespace docket {

// For every stream: the state that the engine hydrates with the stream's snapshot, and the commands that it
// remembers, are those of a full replay; and the snapshot itself is the replay up to its version. When a
// command was recorded may differ by what the commit took, and is not compared. Costs a replay and a
// hydration of every stream.
void audit_states(const audited_log& log, log_reader& reader, const command_retention& retention,
                  findings& found);

} // namespace docket
