#pragma once

#include "docket/actors/log_actors/append_job.hpp"

#include <cstddef>
#include <functional>

namespace docket {

// The events of a commit's appends, conflicting ones too: what it holds in memory.
[[nodiscard]] std::size_t events_in(const finished_commit& commit);

// Those that it wrote.
[[nodiscard]] std::size_t written_events_in(const finished_commit& commit);

// Calls visit for each event that this append wrote, as the log holds it, in its order; false ends it.
// `result` is the append's outcome. Answers false when visit did.
bool each_event(const append_job& job, const appended& result, timestamp recorded_at,
                const event_visitor& visit);

// The same for each append of a commit that wrote something.
bool each_event(const finished_commit& commit, const event_visitor& visit);

} // namespace docket
