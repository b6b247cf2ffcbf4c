#include "docket/domain/event_list.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/payment/phases.hpp"
#include "docket/domain/payment/rejections.hpp"
#include "docket/domain/refused.hpp"
#include "docket/domain/stated.hpp"

#include <algorithm>
#include <utility>

// One overload of decide_on for each command. No rule depends on when a command happens: that time never goes
// back is occurrence()'s.
namespace docket {

namespace {

using decision = expected<std::vector<payment_event>, rejection>;

refusal check_request(const request_payment& command) {
  if (auto refused = check_stated(command.payment)) return refused;
  if (auto refused = check_stated(command.order)) return refused;
  if (auto known = currency::parse(command.currency.code()); !known) return std::move(known.error());
  if (command.total.minor_units <= 0)
    return refuse::payment_total_not_positive(command.total, command.currency);
  return check_text("method", command.method);
}

refusal check_refund(const payment_state& state, const refund_payment& command) {
  if (auto refused = check_stated(command.refund)) return refused;
  const auto& payment = std::get<captured_payment>(state);
  if (std::ranges::find(payment.refunds, command.refund, &payment_refund::id) != payment.refunds.end()) {
    return refuse::refund_already_made(command.refund);
  }
  if (command.refunded.minor_units <= 0)
    return refuse::refund_not_positive(command.refunded, payment.currency);
  if (const auto left = captured_less_refunded(state); command.refunded > left) {
    return refuse::refund_exceeds_captured(command.refunded, left, payment.currency);
  }
  return check_text("reference", command.reference);
}

decision decide_on(const payment_state& state, const request_payment& command) {
  if (auto refused = unless_absent(state, command.payment)) return unexpected{*std::move(refused)};
  if (auto refused = check_request(command)) return unexpected{*std::move(refused)};
  return event_list<payment_event>(
      payment_requested{command.order, command.total, command.currency, command.method});
}

decision decide_on(const payment_state& state, const authorise_payment& command) {
  if (auto refused = unless_authorisable(state, command.payment)) return unexpected{*std::move(refused)};
  if (auto refused = check_text("reference", command.reference)) return unexpected{*std::move(refused)};
  return event_list<payment_event>(payment_authorised{command.reference});
}

decision decide_on(const payment_state& state, const capture_payment& command) {
  if (auto refused = unless_capturable(state, command.payment)) return unexpected{*std::move(refused)};
  if (auto refused = check_text("reference", command.reference)) return unexpected{*std::move(refused)};
  const auto& payment = *content_of(state);
  return event_list<payment_event>(payment_captured{payment.total, payment.currency, command.reference});
}

decision decide_on(const payment_state& state, const decline_payment& command) {
  if (auto refused = unless_still_open(state, command.payment)) return unexpected{*std::move(refused)};
  if (auto refused = check_text("reason", command.reason)) return unexpected{*std::move(refused)};
  return event_list<payment_event>(payment_declined{command.reason});
}

decision decide_on(const payment_state& state, const void_payment& command) {
  if (auto refused = unless_still_open(state, command.payment)) return unexpected{*std::move(refused)};
  if (auto refused = check_text("reason", command.reason)) return unexpected{*std::move(refused)};
  return event_list<payment_event>(payment_voided{command.reason});
}

decision decide_on(const payment_state& state, const refund_payment& command) {
  if (auto refused = unless_captured(state, command.payment)) return unexpected{*std::move(refused)};
  if (auto refused = check_refund(state, command)) return unexpected{*std::move(refused)};
  return event_list<payment_event>(
      payment_refunded{command.refund, command.refunded, content_of(state)->currency, command.reference});
}

} // namespace

expected<std::vector<payment_event>, rejection> decide(const payment_state& state,
                                                       const payment_command& command, timestamp /*at*/,
                                                       const payment_limits& /*limits*/) {
  return std::visit([&](const auto& c) { return decide_on(state, c); }, command);
}

} // namespace docket
