#include "docket/domain/order/decisions.hpp"
#include "docket/domain/order/payload.hpp"
#include "docket/domain/order/phases.hpp"
#include "docket/domain/planted_bugs.hpp"

namespace docket {

decision decide_on(const order_state& state, const confirm_order& command, const order_limits& /*limits*/) {
  if (auto refused = unless_confirmable(state, command.order)) return unexpected{*std::move(refused)};
  return list_of(order_confirmed{});
}

decision decide_on(const order_state& state, const ship_order& command, const order_limits& /*limits*/) {
  if (auto refused = unless_shippable(state, command.order)) return unexpected{*std::move(refused)};
  if (auto refused = check_required_text("trackingNumber", command.tracking_number)) {
    return unexpected{*std::move(refused)};
  }
  if (auto refused = check_required_text("carrier", command.carrier)) return unexpected{*std::move(refused)};
  if (command.estimated_delivery && !is_valid_time(*command.estimated_delivery)) {
    return unexpected{time_out_of_range("estimatedDelivery")};
  }
  return list_of(order_shipped{command.tracking_number, command.carrier, command.estimated_delivery});
}

decision decide_on(const order_state& state, const deliver_order& command, const order_limits& /*limits*/) {
  if (auto refused = unless_deliverable(state, command.order)) return unexpected{*std::move(refused)};
  return list_of(order_delivered{});
}

decision decide_on(const order_state& state, const cancel_order& command, const order_limits& /*limits*/) {
  const bool too_late =
      planted(planted_bug::cancel_after_shipping) && std::holds_alternative<shipped_order>(state);
  if (auto refused = unless_cancellable(state, command.order); refused && !too_late)
    return unexpected{*std::move(refused)};
  if (auto refused = check_required_text("reason", command.reason)) return unexpected{*std::move(refused)};
  return list_of(order_cancelled{command.reason, amount_paid(state), content_of(state)->currency});
}

} // namespace docket
