#include "docket/domain/order/rejections.hpp"

#include "docket/domain/in_words.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace docket::refuse {

namespace {

rejection because_of_phase(std::string_view rule, std::string_view message, const order_state& state) {
  return refuse::because_of_phase(rule, message, phase_name(state));
}

// Of an amount that does not fit what is due.
rejection because_of_due(std::string_view rule, std::string_view what_it_does, amount value, amount due,
                         const currency& in) {
  return {rule,
          fmt::format("{} {} the {} that are due.", in_words(value, in), what_it_does, in_words(due, in)),
          {{"amount_due", format_amount(due, in)},
           {"amount", format_amount(value, in)},
           {"currency", std::string{in.code()}}}};
}

} // namespace

rejection order_already_exists(const order_id& order) {
  return {"order_already_exists",
          fmt::format("There is an order {} already.", order.view()),
          {{"order", order.str()}}};
}

rejection order_not_found(const order_id& order) {
  return {"order_not_found", fmt::format("There is no order {}.", order.view()), {{"order", order.str()}}};
}

rejection order_cancelled(const order_state& state) {
  return because_of_phase("order_cancelled", "The order is cancelled.", state);
}

rejection order_already_cancelled(const order_state& state) {
  return because_of_phase("order_already_cancelled", "The order is cancelled already.", state);
}

rejection order_not_cancelled(const order_state& state) {
  return because_of_phase("order_not_cancelled", "The order is not cancelled, so nothing is due back.",
                          state);
}

rejection order_already_placed(const order_state& state) {
  return because_of_phase("order_already_placed",
                          "The order is placed already; its lines can no longer change.", state);
}

rejection order_not_placed(const order_state& state) {
  return because_of_phase("order_not_placed", "The order is not placed yet, so it takes no payment.", state);
}

rejection order_already_paid(const order_state& state) {
  return because_of_phase("order_already_paid", "The order is paid already.", state);
}

rejection order_not_paid(const order_state& state) {
  return because_of_phase("order_not_paid", "The order is not paid yet.", state);
}

rejection order_already_confirmed(const order_state& state) {
  return because_of_phase("order_already_confirmed", "The order is confirmed already.", state);
}

rejection order_already_shipped(const order_state& state) {
  return because_of_phase("order_already_shipped", "The order is shipped already.", state);
}

rejection order_not_shipped(const order_state& state) {
  return because_of_phase("order_not_shipped", "The order is not shipped yet.", state);
}

rejection order_already_delivered(const order_state& state) {
  return because_of_phase("order_already_delivered", "The order is delivered already.", state);
}

rejection order_is_empty() {
  return {"order_is_empty", "The order has no items, so it cannot be placed.", {}};
}

rejection order_total_not_positive(amount total, const currency& in) {
  return because_of_amount("order_total_not_positive",
                           fmt::format("An order of {} in total cannot be placed.", in_words(total, in)),
                           total, in);
}

rejection too_many_lines(int max_lines) {
  return {"too_many_lines",
          fmt::format("An order has at most {} lines.", max_lines),
          {{"max_lines", std::to_string(max_lines)}}};
}

rejection line_not_found(const product_id& product) {
  return {"line_not_found",
          fmt::format("The order has no line with product {}.", product.view()),
          {{"product", product.str()}}};
}

rejection product_price_differs(const product_id& product, amount has, amount asked, const currency& in) {
  return {"product_price_differs",
          fmt::format("The order has product {} at {} already, so it cannot have it at {} too.",
                      product.view(), in_words(has, in), in_words(asked, in)),
          {{"product", product.str()},
           {"price", format_amount(has, in)},
           {"asked_price", format_amount(asked, in)},
           {"currency", std::string{in.code()}}}};
}

rejection price_negative(const product_id& product, amount price, const currency& in) {
  return {"price_negative",
          fmt::format("Product {} cannot cost {}.", product.view(), in_words(price, in)),
          {{"product", product.str()},
           {"price", format_amount(price, in)},
           {"currency", std::string{in.code()}}}};
}

rejection shipping_fee_negative(amount fee, const currency& in) {
  return because_of_amount("shipping_fee_negative",
                           fmt::format("Shipping cannot cost {}.", in_words(fee, in)), fee, in);
}

rejection order_total_overflow(const currency& in) {
  return {"amount_overflow",
          fmt::format("The order's total in {} would not fit into 64 bits.", in.code()),
          {{"currency", std::string{in.code()}}}};
}

rejection payment_already_recorded(const payment_id& payment) {
  return {"payment_already_recorded",
          fmt::format("Payment {} is recorded already.", payment.view()),
          {{"payment", payment.str()}}};
}

rejection payment_not_positive(amount paid, const currency& in) {
  return because_of_amount("payment_not_positive", fmt::format("{} is not a payment.", in_words(paid, in)),
                           paid, in);
}

rejection payment_exceeds_amount_due(amount paid, amount due, const currency& in) {
  return because_of_due("payment_exceeds_amount_due", "is more than", paid, due, in);
}

rejection payment_below_amount_due(amount paid, amount due, const currency& in) {
  return because_of_due("payment_below_amount_due", "is less than", paid, due, in);
}

rejection refund_already_recorded(const refund_id& refund) {
  return {"refund_already_recorded",
          fmt::format("Refund {} is recorded already.", refund.view()),
          {{"refund", refund.str()}}};
}

rejection refund_exceeds_amount_due(amount refunded, amount due, const currency& in) {
  return because_of_due("refund_exceeds_amount_due", "is more than", refunded, due, in);
}

} // namespace docket::refuse
