#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/shipment/state.hpp"
#include "docket/domain/stated.hpp"

// Which phases let which command through: the first rules that every decision asks, whatever the command
// states. The table of it stands in README.md.
namespace docket {

[[nodiscard]] refusal unless_absent(const shipment_state& state, const shipment_id& shipment);
[[nodiscard]] refusal unless_dispatchable(const shipment_state& state,
                                          const shipment_id& shipment); // Requested.
[[nodiscard]] refusal unless_deliverable(const shipment_state& state,
                                         const shipment_id& shipment); // Dispatched.
[[nodiscard]] refusal unless_stoppable(const shipment_state& state,
                                       const shipment_id& shipment); // Requested or dispatched.

} // namespace docket
