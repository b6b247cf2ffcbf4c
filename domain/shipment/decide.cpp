#include "docket/domain/event_list.hpp"
#include "docket/domain/shipment/phases.hpp"
#include "docket/domain/shipment/rejections.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/domain/stated.hpp"

#include <utility>

// One overload of decide_on for each command. No rule depends on when a command happens: that time never goes
// back is occurrence()'s.
namespace docket {

namespace {

using decision = expected<std::vector<shipment_event>, rejection>;

refusal check_request(const request_shipment& command) {
  if (auto refused = check_stated(command.shipment)) return refused;
  if (auto refused = check_stated(command.order)) return refused;
  if (command.lines.empty()) return refuse::shipment_is_empty();
  for (const auto& line : command.lines) {
    if (auto refused = check_stated(line.product)) return refused;
  }
  return {};
}

refusal check_dispatch(const dispatch_shipment& command) {
  if (auto refused = check_required_text("trackingNumber", command.tracking_number)) return refused;
  if (auto refused = check_required_text("carrier", command.carrier)) return refused;
  if (command.estimated_delivery && !is_valid_time(*command.estimated_delivery))
    return time_out_of_range("estimatedDelivery");
  return {};
}

decision decide_on(const shipment_state& state, const request_shipment& command) {
  if (auto refused = unless_absent(state, command.shipment)) return unexpected{*std::move(refused)};
  if (auto refused = check_request(command)) return unexpected{*std::move(refused)};
  return event_list<shipment_event>(shipment_requested{command.order, command.lines});
}

decision decide_on(const shipment_state& state, const dispatch_shipment& command) {
  if (auto refused = unless_dispatchable(state, command.shipment)) return unexpected{*std::move(refused)};
  if (auto refused = check_dispatch(command)) return unexpected{*std::move(refused)};
  return event_list<shipment_event>(
      shipment_dispatched{command.carrier, command.tracking_number, command.estimated_delivery});
}

decision decide_on(const shipment_state& state, const deliver_shipment& command) {
  if (auto refused = unless_deliverable(state, command.shipment)) return unexpected{*std::move(refused)};
  return event_list<shipment_event>(shipment_delivered{});
}

decision decide_on(const shipment_state& state, const fail_shipment& command) {
  if (auto refused = unless_stoppable(state, command.shipment)) return unexpected{*std::move(refused)};
  if (auto refused = check_text("reason", command.reason)) return unexpected{*std::move(refused)};
  return event_list<shipment_event>(shipment_failed{command.reason});
}

} // namespace

expected<std::vector<shipment_event>, rejection> decide(const shipment_state& state,
                                                        const shipment_command& command, timestamp /*at*/,
                                                        const shipment_limits& /*limits*/) {
  return std::visit([&](const auto& c) { return decide_on(state, c); }, command);
}

} // namespace docket
