#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/personal_json.hpp"
#include "docket/persistence/codec/state_fields.hpp"
#include "docket/persistence/codec/state_phases.hpp"

#include <memory>

// A change of anything here needs another snapshot_format; older snapshots are then ignored, not read.
namespace docket {

namespace {

// Content: what every phase has.

void write(json_writer& to, const order_content& s) {
  to.string("customerId", s.customer.view());
  to.string("currency", s.currency.code());
  write_amount(to, "shippingFee", s.shipping_fee);
  if (s.personal) to.object("personal", [&] { write_fields(to, *s.personal); });
  to.objects("lines", s.lines, [&](const order_line& line) {
    to.string("productId", line.product.view());
    to.string_unless_empty("name", line.name.view());
    to.integer("quantity", line.pieces.pieces());
    write_amount(to, "unitPrice", line.unit_price);
  });
  write_time(to, "createdAt", s.created_at);
  write_time(to, "updatedAt", s.updated_at);
}

void read(json_fields& from, order_content& s) {
  s.customer = from.id<customer_id>("customerId");
  s.currency = from.currency("currency");
  s.shipping_fee = read_amount(from, "shippingFee");
  if (auto personal = from.object("personal")) {
    s.personal = std::make_shared<const personal_data>(read_personal(*personal));
    personal->finish();
  }
  from.each("lines", [&](json_fields& line) {
    s.lines.push_back({line.id<product_id>("productId"), line.string_or_empty("name"),
                       line.pieces("quantity"), read_amount(line, "unitPrice")});
  });
  s.created_at = read_time(from, "createdAt");
  s.updated_at = read_time(from, "updatedAt");
}

// Payments, for placed and cancelled orders.

void write(json_writer& to, const std::vector<order_payment>& payments) {
  to.objects("payments", payments, [&](const order_payment& payment) {
    to.string("paymentId", payment.id.view());
    write_amount(to, "amount", payment.paid);
    to.string("method", payment.method.view());
    write_time(to, "receivedAt", payment.received_at);
  });
}

void read(json_fields& from, std::vector<order_payment>& payments) {
  from.each("payments", [&](json_fields& payment) {
    payments.push_back({payment.id<payment_id>("paymentId"), read_amount(payment, "amount"),
                        payment.string("method"), read_time(payment, "receivedAt")});
  });
}

// The phases, each on top of what it has of an earlier one.

void write(json_writer&, const no_order&) {}

void read(json_fields&, no_order&) {}

void write(json_writer& to, const placed_content& s) {
  write(to, static_cast<const order_content&>(s));
  write_amount(to, "total", s.total);
  write(to, s.payments);
  write_time(to, "placedAt", s.placed_at);
}

void read(json_fields& from, placed_content& s) {
  read(from, static_cast<order_content&>(s));
  s.total = read_amount(from, "total");
  read(from, s.payments);
  s.placed_at = read_time(from, "placedAt");
}

void write(json_writer& to, const shipped_content& s) {
  write(to, static_cast<const placed_content&>(s));
  to.string("trackingNumber", s.tracking_number.view());
  to.string("carrier", s.carrier.view());
  write_optional_time(to, "estimatedDelivery", s.estimated_delivery);
  write_time(to, "shippedAt", s.shipped_at);
}

void read(json_fields& from, shipped_content& s) {
  read(from, static_cast<placed_content&>(s));
  s.tracking_number = from.string("trackingNumber");
  s.carrier = from.string("carrier");
  s.estimated_delivery = read_optional_time(from, "estimatedDelivery");
  s.shipped_at = read_time(from, "shippedAt");
}

void write(json_writer& to, const delivered_order& s) {
  write(to, static_cast<const shipped_content&>(s));
  write_time(to, "deliveredAt", s.delivered_at);
}

void read(json_fields& from, delivered_order& s) {
  read(from, static_cast<shipped_content&>(s));
  s.delivered_at = read_time(from, "deliveredAt");
}

void write(json_writer& to, const cancelled_order& s) {
  write(to, static_cast<const order_content&>(s));
  if (s.total) write_amount(to, "total", *s.total);
  write(to, s.payments);
  to.string("reason", s.reason.view());
  write_amount(to, "refundDue", s.refund_due);
  to.objects("refunds", s.refunds, [&](const order_refund& refund) {
    to.string("refundId", refund.id.view());
    write_amount(to, "amount", refund.refunded);
    write_time(to, "recordedAt", refund.recorded_at);
  });
  write_time(to, "cancelledAt", s.cancelled_at);
}

void read(json_fields& from, cancelled_order& s) {
  read(from, static_cast<order_content&>(s));
  if (from.has("total")) s.total = read_amount(from, "total");
  read(from, s.payments);
  s.reason = from.string("reason");
  s.refund_due = read_amount(from, "refundDue");
  from.each("refunds", [&](json_fields& refund) {
    s.refunds.push_back(
        {refund.id<refund_id>("refundId"), read_amount(refund, "amount"), read_time(refund, "recordedAt")});
  });
  s.cancelled_at = read_time(from, "cancelledAt");
}

} // namespace

std::string codec<order>::encode_state(const order_state& state) {
  return encode_phase(state, [](json_writer& to, const auto& phase) { write(to, phase); });
}

expected<order_state, codec_error> codec<order>::decode_state(std::string_view bytes) {
  return decode_phase<order_state>(bytes, [](json_fields& from, auto& phase) { read(from, phase); });
}

} // namespace docket
