#include "docket/domain/shipment/state.hpp"

#include "docket/domain/overloaded.hpp"

namespace docket {

std::string_view phase_name(const shipment_state& state) noexcept {
  using name = std::string_view;
  return std::visit(overloaded{
                        [](const no_shipment&) -> name { return "none"; },
                        [](const requested_shipment&) -> name { return "requested"; },
                        [](const dispatched_shipment&) -> name { return "dispatched"; },
                        [](const delivered_shipment&) -> name { return "delivered"; },
                        [](const failed_shipment&) -> name { return "failed"; },
                    },
                    state);
}

const shipment_content* content_of(const shipment_state& state) noexcept {
  using content = const shipment_content*;
  return std::visit(overloaded{
                        [](const no_shipment&) -> content { return nullptr; },
                        [](const shipment_content& shipment) -> content { return &shipment; },
                    },
                    state);
}

const shipment_dispatch* dispatch_of(const shipment_state& state) noexcept {
  using dispatch = const shipment_dispatch*;
  return std::visit(overloaded{
                        [](const no_shipment&) -> dispatch { return nullptr; },
                        [](const requested_shipment&) -> dispatch { return nullptr; },
                        [](const dispatched_shipment& shipment) -> dispatch { return &shipment.dispatch; },
                        [](const delivered_shipment& shipment) -> dispatch { return &shipment.dispatch; },
                        [](const failed_shipment& shipment) -> dispatch {
                          return shipment.dispatch ? &*shipment.dispatch : nullptr;
                        },
                    },
                    state);
}

} // namespace docket
