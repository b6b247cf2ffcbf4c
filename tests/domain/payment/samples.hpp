#pragma once

#include "docket/domain/payment/payment.hpp"

#include "given_of.hpp"
#include "history.hpp"
#include "texts.hpp"

#include <string_view>
#include <vector>

// The payment that most tests are about: 109.97 USD for an order, by card.
namespace docket::testing::payments {

using given = given_of<payment>;
using history = std::vector<payment_event>;

inline const payment_id payment_1{"pay-1"};
inline const order_id order_1{"order-001"};
inline const currency usd{"USD"};
inline constexpr amount total{10997};

inline payment_state state_after(const history& events) { return replay<payment>(events); }

inline payment_event requested_event() { return payment_requested{order_1, total, usd, "card"}; }
inline payment_event captured_event() { return payment_captured{total, usd, "ch_1"}; }
inline payment_event refunded_event(std::string_view refund, amount back) {
  return payment_refunded{refund_id{refund}, back, usd, "re_1"};
}

// What happened to a payment that is in the phase of the name.
inline history nothing() { return {}; }
inline history requested() { return {requested_event()}; }
inline history authorised() { return requested() + history{payment_authorised{"auth_1"}}; }
inline history captured() { return requested() + history{captured_event()}; }
inline history refunded_in_part() { return captured() + history{refunded_event("r-1", {10000})}; }
inline history refunded() { return captured() + history{refunded_event("r-1", total)}; }
inline history declined() { return requested() + history{payment_declined{"no funds"}}; }
inline history voided() { return authorised() + history{payment_voided{"order cancelled"}}; }

inline request_payment requesting() { return {payment_1, order_1, total, usd, "card"}; }
inline authorise_payment authorising() { return {payment_1, "auth_1"}; }
inline capture_payment capturing() { return {payment_1, "ch_1"}; }
inline decline_payment declining() { return {payment_1, "no funds"}; }
inline void_payment voiding() { return {payment_1, "order cancelled"}; }
inline refund_payment refunding(std::string_view refund, amount back) {
  return {payment_1, refund_id{refund}, back, "re_1"};
}

} // namespace docket::testing::payments
