#pragma once

#include "docket/simulation/audit/audited_log.hpp"
#include "docket/simulation/audit/told_clients.hpp"
#include "docket/simulation/audit/violation.hpp"

#include <filesystem>

// Is the log itself as it should be, and has it what clients were told?
namespace docket {

// Positions and versions without gaps, times that do not go back.
void audit_order_of_events(const audited_log& log, findings& found);

// Commits without gaps, each with the hash of its events and of the commit before.
void audit_chain(const audited_log& log, findings& found);

// The same by the engine's own check of a database file, which sees its tables too. Throws store_error when
// the file cannot be read.
void audit_file(const std::filesystem::path& database, findings& found);

// Each command took effect once and whole: its events follow each other in one commit.
void audit_commands(const audited_log& log, findings& found);

// What clients were told is in the log, exactly where they were told, and what did not happen is not. With
// what `told` has found by itself.
void audit_answers(const audited_log& log, const told_clients& told, findings& found);

// Types of events follow each other as orders, payments, stocks and shipments live; by tables of their own.
// Fulfilments are audited apart (fulfilment_audit.hpp).
void audit_lives(const audited_log& log, findings& found);

} // namespace docket
