#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/order/state.hpp"
#include "docket/domain/refused.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/stated.hpp"

// One function for each rule that refuses an order's command, named as the rule is. README.md says which
// command meets which of them, and in which order. Those about texts are in ../stated.hpp, and what refunds
// share with payments in ../refused.hpp.
namespace docket::refuse {

// Rules about where the order stands.
[[nodiscard]] rejection order_already_exists(const order_id& order);
[[nodiscard]] rejection order_not_found(const order_id& order);
[[nodiscard]] rejection order_cancelled(const order_state& state);
[[nodiscard]] rejection order_already_cancelled(const order_state& state);
[[nodiscard]] rejection order_not_cancelled(const order_state& state);
[[nodiscard]] rejection order_already_placed(const order_state& state);
[[nodiscard]] rejection order_not_placed(const order_state& state);
[[nodiscard]] rejection order_already_paid(const order_state& state);
[[nodiscard]] rejection order_not_paid(const order_state& state);
[[nodiscard]] rejection order_already_confirmed(const order_state& state);
[[nodiscard]] rejection order_already_shipped(const order_state& state);
[[nodiscard]] rejection order_not_shipped(const order_state& state);
[[nodiscard]] rejection order_already_delivered(const order_state& state);

// Rules about lines and prices.
[[nodiscard]] rejection order_is_empty();
[[nodiscard]] rejection order_total_not_positive(amount total, const currency& in);
[[nodiscard]] rejection too_many_lines(int max_lines);
[[nodiscard]] rejection line_not_found(const product_id& product);
[[nodiscard]] rejection product_price_differs(const product_id& product, amount has, amount asked,
                                              const currency& in);
[[nodiscard]] rejection price_negative(const product_id& product, amount price, const currency& in);
[[nodiscard]] rejection shipping_fee_negative(amount fee, const currency& in);
[[nodiscard]] rejection order_total_overflow(const currency& in); // Rule "amount_overflow".

// Rules about payments and refunds.
[[nodiscard]] rejection payment_already_recorded(const payment_id& payment);
[[nodiscard]] rejection payment_not_positive(amount paid, const currency& in);
[[nodiscard]] rejection payment_exceeds_amount_due(amount paid, amount due, const currency& in);
[[nodiscard]] rejection payment_below_amount_due(amount paid, amount due, const currency& in);
[[nodiscard]] rejection refund_already_recorded(const refund_id& refund);
[[nodiscard]] rejection refund_exceeds_amount_due(amount refunded, amount due, const currency& in);

} // namespace docket::refuse
