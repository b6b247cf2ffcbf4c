#include "docket/domain/order_number.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/codec/personal_json.hpp"
#include "docket/persistence/read/order_history.hpp"

#include <utility>

namespace docket {

namespace {

// One order's object; amounts in its currency.
class order_object {
public:
  order_object(json_writer& to, const order_view& order, const order_content& content)
      : to_(to),
        order_(order),
        content_(content) {}

  void write() {
    to_.begin_object();
    write_identity();
    write_amounts();
    write_lines();
    write_payments();
    to_.time("createdAt", content_.created_at);
    to_.time("updatedAt", content_.updated_at);
    std::visit([this](const auto& phase) { write_phase(phase); }, order_.state);
    if (content_.personal) write_personal(*content_.personal);
    to_.end_object();
  }

private:
  void money(std::string_view name, amount value) { to_.money(name, value, content_.currency); }

  void write_identity() {
    to_.string("orderId", order_.id.view());
    to_.string("orderNumber", order_number(value(order_.created)));
    to_.integer("version", std::uint64_t{value(order_.version)});
    to_.integer("position", value(order_.position));
    to_.string("status", phase_name(order_.state));
    to_.string("customerId", content_.customer.view());
    to_.string("currency", content_.currency.code());
  }

  void write_amounts() {
    const auto total = total_of(order_.state);
    const auto paid = amount_paid(order_.state);
    const bool cancelled = std::holds_alternative<cancelled_order>(order_.state);
    money("shippingFee", content_.shipping_fee);
    money("total", total);
    money("amountPaid", paid);
    money("amountDue", cancelled ? amount{} : checked_subtract(total, paid).value_or(amount{}));
  }

  void write_lines() {
    to_.objects("lines", content_.lines, [&](const order_line& line) {
      to_.string("productId", line.product.view());
      to_.string("name", line.name.view());
      to_.integer("quantity", line.pieces.pieces());
      money("unitPrice", line.unit_price);
    });
  }

  void write_payments() {
    to_.key("payments");
    to_.begin_array();
    if (const auto* payments = payments_of(order_.state)) {
      for (const auto& payment : *payments)
        write(payment);
    }
    to_.end_array();
  }

  void write(const order_payment& payment) {
    to_.begin_object();
    to_.string("paymentId", payment.id.view());
    money("amount", payment.paid);
    to_.string("method", payment.method.view());
    to_.time("receivedAt", payment.received_at);
    to_.end_object();
  }

  void write_phase(const no_order&) {}
  void write_phase(const pending_order&) {}
  void write_phase(const placed_content& phase) { to_.time("placedAt", phase.placed_at); }

  void write_phase(const shipped_content& phase) {
    write_phase(static_cast<const placed_content&>(phase));
    to_.object("shipment", [&] {
      to_.string("trackingNumber", phase.tracking_number.view());
      to_.string("carrier", phase.carrier.view());
      if (phase.estimated_delivery) to_.time("estimatedDelivery", *phase.estimated_delivery);
      to_.time("shippedAt", phase.shipped_at);
    });
  }

  void write_phase(const delivered_order& phase) {
    write_phase(static_cast<const shipped_content&>(phase));
    to_.time("deliveredAt", phase.delivered_at);
  }

  void write_phase(const cancelled_order& phase) {
    to_.object("cancellation", [&] {
      to_.string("reason", phase.reason.view());
      money("refundDue", phase.refund_due);
      money("refunded", refunded(phase));
      to_.time("cancelledAt", phase.cancelled_at);
      write_refunds(phase);
    });
  }

  void write_refunds(const cancelled_order& phase) {
    to_.objects("refunds", phase.refunds, [&](const order_refund& refund) {
      to_.string("refundId", refund.id.view());
      money("amount", refund.refunded);
      to_.time("recordedAt", refund.recorded_at);
    });
  }

  // Decisions keep the sum within what was paid.
  static amount refunded(const cancelled_order& phase) {
    amount sum;
    for (const auto& refund : phase.refunds)
      sum = checked_add(sum, refund.refunded).value_or(sum);
    return sum;
  }

  void write_personal(const personal_data& personal) {
    write_customer(personal);
    write_address("shippingAddress", personal.shipping_address);
    write_address("billingAddress", personal.billing_address);
  }

  void write_customer(const personal_data& personal) {
    if (personal.name.empty() && personal.email.empty() && personal.phone.empty()) return;
    to_.object("customer", [&] {
      to_.string_unless_empty("name", personal.name.view());
      to_.string_unless_empty("email", personal.email.view());
      to_.string_unless_empty("phone", personal.phone.view());
    });
  }

  void write_address(std::string_view name, const std::optional<postal_address>& address) {
    if (address) to_.object(name, [&] { write_fields(to_, *address); });
  }

  json_writer& to_;
  const order_view& order_;
  const order_content& content_;
};

} // namespace

std::string to_json(const order_view& order) {
  const auto* const content = content_of(order.state);
  if (!content) return "{}"; // read_order() answers no such view.
  return json_text([&](json_writer& to) { order_object{to, order, *content}.write(); });
}

} // namespace docket
