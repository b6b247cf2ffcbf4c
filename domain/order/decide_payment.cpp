#include "docket/domain/order/decisions.hpp"
#include "docket/domain/order/payload.hpp"
#include "docket/domain/order/phases.hpp"
#include "docket/domain/order/rejections.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <algorithm>

namespace docket {

namespace {

// Nothing or less is no payment in any phase, and is told so before the phase is asked.
refusal unless_payment_at_all(const order_state& state, const decimal& stated) {
  const auto* order = content_of(state);
  if (!order || stated.coefficient > 0) return {};
  const auto paid = to_amount(stated, order->currency);
  if (!paid) return {}; // Its form is refused in its turn.
  return refuse::payment_not_positive(*paid, order->currency);
}

refusal unless_fits_due(amount paid, amount due, const currency& in, payment_policy policy) {
  if (paid > due && !planted(planted_bug::overpayment_allowed))
    return refuse::payment_exceeds_amount_due(paid, due, in);
  if (policy == payment_policy::exact && paid < due) return refuse::payment_below_amount_due(paid, due, in);
  return {};
}

} // namespace

decision decide_on(const order_state& state, const record_payment& command, const order_limits& limits) {
  if (auto refused = unless_payment_at_all(state, command.paid)) return unexpected{*std::move(refused)};
  if (auto refused = unless_payable(state, command.order, command.payment))
    return unexpected{*std::move(refused)};
  if (auto refused = check_stated(command.payment)) return unexpected{*std::move(refused)};
  if (auto refused = check_required_text("method", command.method)) return unexpected{*std::move(refused)};
  const auto& order = std::get<placed_order>(state);
  const auto paid = to_amount(command.paid, order.currency);
  if (!paid) return unexpected{paid.error()};
  const amount due{order.total.minor_units - amount_paid(state).minor_units};
  if (auto refused = unless_fits_due(*paid, due, order.currency, limits.payments)) {
    return unexpected{*std::move(refused)};
  }
  payment_received received{command.payment, *paid, order.currency, command.method};
  if (*paid < due) return list_of(std::move(received));
  return list_of(std::move(received), order_paid{order.total, order.currency});
}

decision decide_on(const order_state& state, const record_refund& command, const order_limits& /*limits*/) {
  if (auto refused = unless_cancelled(state, command.order)) return unexpected{*std::move(refused)};
  if (auto refused = check_stated(command.refund)) return unexpected{*std::move(refused)};
  const auto& order = std::get<cancelled_order>(state);
  if (std::ranges::find(order.refunds, command.refund, &order_refund::id) != order.refunds.end()) {
    return unexpected{refuse::refund_already_recorded(command.refund)};
  }
  const auto refunded = to_amount(command.refunded, order.currency);
  if (!refunded) return unexpected{refunded.error()};
  if (refunded->minor_units <= 0) return unexpected{refuse::refund_not_positive(*refunded, order.currency)};
  if (*refunded > order.refund_due) {
    return unexpected{refuse::refund_exceeds_amount_due(*refunded, order.refund_due, order.currency)};
  }
  return list_of(refund_recorded{command.refund, *refunded, order.currency});
}

} // namespace docket
