#include "docket/service/watch/readiness.hpp"

#include <fmt/format.h>

#include <optional>

namespace docket::service {
namespace {

std::optional<unready> lag_of(const projection_status& view, const readiness_limits& limits) {
  if (view.lag_events <= limits.lag_events && view.lag <= limits.lag) return std::nullopt;
  return unready{"view_behind",
                 fmt::format("the view {} is {} events and {} seconds behind", view.name, view.lag_events,
                             std::chrono::duration_cast<std::chrono::seconds>(view.lag).count())};
}

std::optional<unready> reason_of(const projection_status& view, const readiness_limits& limits) {
  switch (view.state) {
  case projection_state::opening:
    return unready{"view_opening", fmt::format("the view {} is not open yet", view.name)};
  case projection_state::retrying:
    return unready{"view_retrying", fmt::format("the view {} failed, and is tried again", view.name)};
  case projection_state::stopped:
    return unready{"view_stopped", fmt::format("the view {} is not kept", view.name)};
  case projection_state::catching_up:
  case projection_state::live:
  case projection_state::rebuilding: break;
  }
  return lag_of(view, limits);
}

} // namespace

std::vector<unready> reasons_against(const engine_metrics& metrics,
                                     const std::vector<projection_status>& views,
                                     const readiness_limits& limits) {
  std::vector<unready> reasons;
  if (metrics.stopping) reasons.push_back({"stopping", "it stops, and takes no more commands"});
  if (metrics.closed_to_writes)
    reasons.push_back({"closed_to_writes", "a sync of the log failed; nothing is written before a restart"});
  for (const auto& view : views)
    if (auto reason = reason_of(view, limits)) reasons.push_back(std::move(*reason));
  return reasons;
}

} // namespace docket::service
