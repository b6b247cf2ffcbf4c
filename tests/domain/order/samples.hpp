#pragma once

#include "docket/domain/order/order.hpp"

#include "history.hpp"
#include "texts.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The order that most tests are about: two widgets at 29.99 and a gadget at 49.99, 109.97 in all.
namespace docket::testing {

inline const order_id order_1{"order-001"};
inline const currency usd{"USD"};
inline constexpr amount total{10997};

using history = std::vector<order_event>;

inline order_event created(amount shipping_fee = {}) {
  return order_created{
      .customer = customer_id{"cust-1"}, .currency = usd, .shipping_fee = shipping_fee, .personal = {}};
}

inline order_event added(std::string_view product, std::int64_t pieces, amount unit_price) {
  return item_added{product_id{product}, {}, quantity{pieces}, unit_price, usd};
}

inline order_event placed(amount of = total) { return order_placed{of, usd}; }

inline order_event received(std::string_view payment, amount paid) {
  return payment_received{payment_id{payment}, paid, usd, "card"};
}

inline order_event refunded(std::string_view refund, amount back) {
  return refund_recorded{refund_id{refund}, back, usd};
}

inline order_event cancelled(amount refund_due = {}) {
  return order_cancelled{"changed my mind", refund_due, usd};
}

// What happened to an order that is in the phase of the name.
inline history nothing() { return {}; }
inline history pending() { return {created(), added("widget", 2, {2999}), added("gadget", 1, {4999})}; }
inline history placed_history() { return pending() + history{placed()}; }
inline history paid() { return placed_history() + history{received("p-1", total), order_paid{total, usd}}; }
inline history confirmed() { return paid() + history{order_confirmed{}}; }
inline history shipped() { return paid() + history{order_shipped{"1Z999AA10123456784", "UPS", {}}}; }
inline history delivered() { return shipped() + history{order_delivered{}}; }
inline history cancelled_after_payment() { return paid() + history{cancelled(total)}; }

inline item an_item(std::string_view product, std::int64_t pieces, decimal unit_price) {
  return {product_id{product}, {}, quantity{pieces}, unit_price};
}

inline create_order creation(std::initializer_list<item> items = {}, bool place = false) {
  create_order command;
  command.order = order_1;
  command.customer = customer_id{"cust-1"};
  command.currency = usd;
  command.items = items;
  command.place = place;
  return command;
}

inline add_item adding(item added) { return {order_1, std::move(added)}; }
inline remove_item removing(std::string_view product) { return {order_1, product_id{product}}; }
inline change_quantity changing(std::string_view product, std::int64_t pieces) {
  return {order_1, product_id{product}, quantity{pieces}};
}
inline place_order placing() { return {order_1}; }
inline record_payment paying(std::string_view payment, decimal paid) {
  return {order_1, payment_id{payment}, paid, "card"};
}
inline confirm_order confirming() { return {order_1}; }
inline ship_order shipping() { return {order_1, "1Z999AA10123456784", "UPS", {}}; }
inline deliver_order delivering() { return {order_1}; }
inline cancel_order cancelling() { return {order_1, "changed my mind"}; }
inline record_refund refunding(std::string_view refund, decimal back) {
  return {order_1, refund_id{refund}, back};
}

inline constexpr order_limits split_payments{.max_lines = 10, .payments = payment_policy::split};

} // namespace docket::testing
