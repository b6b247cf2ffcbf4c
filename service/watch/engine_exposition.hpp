#pragma once

#include "docket/actors/metrics.hpp"
#include "docket/actors/projections.hpp"
#include "docket/actors/queries.hpp"
#include "docket/service/watch/exposition.hpp"

#include <vector>

// The engine's metrics, a part of it each. docs/metrics.md has a line for every one.
namespace docket::service {

void write_commands(exposition& to, const engine_metrics& metrics);
void write_log(exposition& to, const engine_metrics& metrics);
void write_aggregates(exposition& to, const engine_metrics& metrics);
// How many there are now by their view, if the engine keeps it.
void write_fulfilments(exposition& to, const engine_metrics& metrics, const queries& ask);
// Costs a walk over those that are pending, a millisecond for some ten thousand.
void write_deadlines(exposition& to, log_reader& log, timestamp now);
void write_views(exposition& to, const std::vector<projection_status>& views);

} // namespace docket::service
