#pragma once

#include "docket/actors/metrics.hpp"
#include "docket/actors/projections.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docket::service {

// How far behind the log a view may be while requests are to be sent here.
struct readiness_limits {
  std::uint64_t lag_events = 100'000;
  std::chrono::seconds lag{60};
};

// Why requests should be sent elsewhere for now. Stable names: "stopping", "closed_to_writes",
// "view_opening", "view_retrying", "view_stopped", "view_behind", "tokens_unreadable", "store_unavailable".
struct unready {
  std::string_view reason;
  std::string detail{}; // For people; nothing of the inside that a stranger should not see.
};

// The engine's; none: it is ready.
[[nodiscard]] std::vector<unready> reasons_against(const engine_metrics& metrics,
                                                   const std::vector<projection_status>& views,
                                                   const readiness_limits& limits);

} // namespace docket::service
