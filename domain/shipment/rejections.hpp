#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/shipment/state.hpp"

// One function for each rule that refuses a shipment's command, named as the rule is. README.md says which
// command meets which of them, and in which order.
namespace docket::refuse {

[[nodiscard]] rejection shipment_already_requested(const shipment_id& shipment);
[[nodiscard]] rejection shipment_not_found(const shipment_id& shipment);
[[nodiscard]] rejection shipment_not_dispatched(const shipment_state& state);
[[nodiscard]] rejection shipment_already_dispatched(const shipment_state& state);
[[nodiscard]] rejection shipment_already_delivered(const shipment_state& state);
[[nodiscard]] rejection shipment_already_failed(const shipment_state& state);
[[nodiscard]] rejection shipment_is_empty();

} // namespace docket::refuse
