#include "docket/domain/shipment/phases.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/domain/shipment/rejections.hpp"

namespace docket {

refusal unless_absent(const shipment_state& state, const shipment_id& shipment) {
  if (std::holds_alternative<no_shipment>(state)) return {};
  return refuse::shipment_already_requested(shipment);
}

refusal unless_dispatchable(const shipment_state& state, const shipment_id& shipment) {
  if (std::holds_alternative<dispatched_shipment>(state)) return refuse::shipment_already_dispatched(state);
  return unless_stoppable(state, shipment);
}

refusal unless_deliverable(const shipment_state& state, const shipment_id& shipment) {
  if (std::holds_alternative<requested_shipment>(state)) return refuse::shipment_not_dispatched(state);
  return unless_stoppable(state, shipment);
}

refusal unless_stoppable(const shipment_state& state, const shipment_id& shipment) {
  return std::visit(
      overloaded{
          [&](const no_shipment&) -> refusal { return refuse::shipment_not_found(shipment); },
          [](const requested_shipment&) -> refusal { return {}; },
          [](const dispatched_shipment&) -> refusal { return {}; },
          [&](const delivered_shipment&) -> refusal { return refuse::shipment_already_delivered(state); },
          [&](const failed_shipment&) -> refusal { return refuse::shipment_already_failed(state); },
      },
      state);
}

} // namespace docket
