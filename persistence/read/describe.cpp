#include "docket/domain/in_words.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/persistence/read/order_history.hpp"

#include <fmt/format.h>

namespace docket {

namespace {

// What people call a product.
std::string_view called(const item_added& e) { return e.name.empty() ? e.product.view() : e.name.view(); }

std::string sentence(const order_created& e) {
  const auto fee = e.shipping_fee == amount{} ? "" : ", shipping fee " + in_words(e.shipping_fee, e.currency);
  return fmt::format("Order created for customer {} in {}{}", e.customer.view(), e.currency.code(), fee);
}

std::string sentence(const item_added& e) {
  return fmt::format("{} × {} at {} added", e.pieces.pieces(), called(e), in_words(e.unit_price, e.currency));
}

std::string sentence(const item_removed& e) { return fmt::format("{} removed", e.product.view()); }

std::string sentence(const quantity_changed& e) {
  return fmt::format("Quantity of {} changed to {}", e.product.view(), e.pieces.pieces());
}

std::string sentence(const order_placed& e) {
  const auto method = e.payment_method.empty() ? "" : ", to be paid by " + e.payment_method.str();
  return fmt::format("Order placed, total {}{}", in_words(e.total, e.currency), method);
}

std::string sentence(const payment_received& e) {
  return fmt::format("Payment {} of {} received by {}", e.payment.view(), in_words(e.paid, e.currency),
                     e.method.view());
}

std::string sentence(const order_paid& e) {
  return fmt::format("Order paid, {} in all", in_words(e.total_paid, e.currency));
}

std::string sentence(const order_confirmed&) { return "Order confirmed"; }

std::string sentence(const order_shipped& e) {
  const auto until = e.estimated_delivery
                         ? ", delivery estimated for " + format_timestamp(*e.estimated_delivery)
                         : std::string{};
  return fmt::format("Order shipped by {}, tracking number {}{}", e.carrier.view(), e.tracking_number.view(),
                     until);
}

std::string sentence(const order_delivered&) { return "Order delivered"; }

std::string sentence(const order_cancelled& e) {
  const auto due = e.refund_due == amount{} ? "" : ", refund due " + in_words(e.refund_due, e.currency);
  return fmt::format("Order cancelled: {}{}", e.reason.view(), due);
}

std::string sentence(const refund_recorded& e) {
  return fmt::format("Refund {} of {} recorded", e.refund.view(), in_words(e.refunded, e.currency));
}

} // namespace

std::string describe(const order_event& event) {
  return std::visit([](const auto& e) { return sentence(e); }, event);
}

} // namespace docket
