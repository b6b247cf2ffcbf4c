#include "docket/actors/log_actors/commit_events.hpp"

#include "docket/persistence/store/append_rules.hpp"

namespace docket {

namespace {

// Null for an append that wrote nothing.
const appended* written(const append_job& job) {
  const auto* result = std::get_if<append_result>(&job.outcome);
  return result && *result ? &**result : nullptr;
}

} // namespace

std::size_t events_in(const finished_commit& commit) {
  std::size_t events = 0;
  for (const auto& job : commit.appends)
    events += job->data.events.size();
  return events;
}

std::size_t written_events_in(const finished_commit& commit) {
  std::size_t events = 0;
  for (const auto& job : commit.appends)
    if (written(*job)) events += job->data.events.size();
  return events;
}

bool each_event(const append_job& job, const appended& result, timestamp recorded_at,
                const event_visitor& visit) {
  const auto& events = job.data.events;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto behind = static_cast<std::uint32_t>(events.size() - 1 - i);
    const auto at = position{value(result.first) + i};
    if (!visit(as_recorded(job.data, events[i], at, result.key, version{value(result.last) - behind},
                           recorded_at)))
      return false;
  }
  return true;
}

bool each_event(const finished_commit& commit, const event_visitor& visit) {
  for (const auto& job : commit.appends)
    if (const auto* result = written(*job))
      if (!each_event(*job, *result, commit.recorded_at, visit)) return false;
  return true;
}

} // namespace docket
