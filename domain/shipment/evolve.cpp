#include "docket/domain/overloaded.hpp"
#include "docket/domain/shipment/shipment.hpp"

#include <optional>
#include <utility>

// One overload of apply for each event. An event that its phase does not expect changes nothing.
namespace docket {

namespace {

void apply(shipment_state& state, const shipment_requested& event, timestamp at) {
  if (!std::holds_alternative<no_shipment>(state)) return;
  state = requested_shipment{{event.order, event.lines, at, at}};
}

void apply(shipment_state& state, const shipment_dispatched& event, timestamp at) {
  auto* const shipment = std::get_if<requested_shipment>(&state);
  if (!shipment) return;
  state = dispatched_shipment{std::move(*shipment),
                              {event.carrier, event.tracking_number, event.estimated_delivery, at}};
}

void apply(shipment_state& state, const shipment_delivered&, timestamp at) {
  auto* const shipment = std::get_if<dispatched_shipment>(&state);
  if (!shipment) return;
  auto dispatch = std::move(shipment->dispatch);
  state = delivered_shipment{std::move(*shipment), std::move(dispatch), at};
}

void apply(shipment_state& state, const shipment_failed& event, timestamp at) {
  if (auto* const requested = std::get_if<requested_shipment>(&state)) {
    state = failed_shipment{std::move(*requested), std::nullopt, event.reason, at};
  } else if (auto* const dispatched = std::get_if<dispatched_shipment>(&state)) {
    auto dispatch = std::move(dispatched->dispatch);
    state = failed_shipment{std::move(*dispatched), std::move(dispatch), event.reason, at};
  }
}

void note_update(shipment_state& state, timestamp at) {
  std::visit(overloaded{[](no_shipment&) {}, [&](shipment_content& shipment) { shipment.updated_at = at; }},
             state);
}

} // namespace

shipment_state evolve(shipment_state&& state, const shipment_event& event, timestamp occurred_at) {
  std::visit([&](const auto& happened) { apply(state, happened, occurred_at); }, event);
  note_update(state, occurred_at);
  return std::move(state);
}

} // namespace docket
