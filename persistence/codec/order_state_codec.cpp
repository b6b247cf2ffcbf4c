#include "docket/domain/quoted.hpp"
#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/personal_json.hpp"

#include <fmt/format.h>

#include <utility>

// A state as JSON for snapshots: amounts in minor units and times in microseconds, both as integers. A change
// of anything here needs another snapshot_format; older snapshots are then ignored, not read.
namespace docket {

namespace {

void write_time(json_writer& to, std::string_view name, timestamp t) { to.integer(name, t.microseconds); }

void write_amount(json_writer& to, std::string_view name, amount a) { to.integer(name, a.minor_units); }

template <class Elements, class Write>
void write_array(json_writer& to, std::string_view name, const Elements& elements, Write write_fields_of) {
  to.key(name);
  to.begin_array();
  for (const auto& element : elements) {
    to.begin_object();
    write_fields_of(element);
    to.end_object();
  }
  to.end_array();
}

timestamp read_time(json_fields& from, std::string_view name) {
  const timestamp t{from.integer(name)};
  if (!is_valid_time(t)) from.refuse(name, time_out_of_range(name));
  return t;
}

amount read_amount(json_fields& from, std::string_view name) { return {from.integer(name)}; }

// Content: what every phase has.

void write(json_writer& to, const order_content& s) {
  to.string("customerId", s.customer.view());
  to.string("currency", s.currency.code());
  write_amount(to, "shippingFee", s.shipping_fee);
  if (s.personal) {
    to.key("personal");
    to.begin_object();
    write_fields(to, *s.personal);
    to.end_object();
  }
  write_array(to, "lines", s.lines, [&](const order_line& line) {
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
  write_array(to, "payments", payments, [&](const order_payment& payment) {
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
  if (s.estimated_delivery) write_time(to, "estimatedDelivery", *s.estimated_delivery);
  write_time(to, "shippedAt", s.shipped_at);
}

void read(json_fields& from, shipped_content& s) {
  read(from, static_cast<placed_content&>(s));
  s.tracking_number = from.string("trackingNumber");
  s.carrier = from.string("carrier");
  if (from.has("estimatedDelivery")) s.estimated_delivery = read_time(from, "estimatedDelivery");
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
  write_array(to, "refunds", s.refunds, [&](const order_refund& refund) {
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

// Makes the state the phase with this name and reads it; false when there is none.
template <class... Phases>
bool read_phase(std::string_view name, json_fields& from, std::variant<Phases...>& state) {
  const auto read_if_named = [&]<class Phase>(const Phase&) {
    if (phase_name(Phase{}) != name) return false;
    read(from, state.template emplace<Phase>());
    return true;
  };
  return (read_if_named(Phases{}) || ...);
}

} // namespace

std::string codec<order>::encode_state(const order_state& state) {
  std::string json;
  {
    json_writer to{json};
    to.begin_object();
    to.string("phase", phase_name(state));
    std::visit([&](const auto& phase) { write(to, phase); }, state);
    to.end_object();
  }
  return json;
}

expected<order_state, codec_error> codec<order>::decode_state(std::string_view bytes) {
  auto document = json_document::parse(bytes);
  if (!document) return unexpected{codec_error{std::move(document.error().message)}};
  json_reading reading{*document, std::nullopt};
  json_fields fields{reading};
  order_state state;
  const auto phase = fields.string("phase");
  if (!reading.problem && !read_phase(phase, fields, state)) {
    return unexpected{codec_error{fmt::format("The phase {} is unknown.", quoted(phase))}};
  }
  fields.finish();
  if (reading.problem) return unexpected{codec_error{std::move(reading.problem->message)}};
  return state;
}

} // namespace docket
