#include "docket/persistence/codec/order_codec.hpp"

#include "docket/domain/quoted.hpp"
#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/codec/order_upcast.hpp"
#include "docket/persistence/codec/personal_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace docket {

namespace {

// Each event: its written name and schema, how its fields are written, how they are read. What is here was
// written into logs and never changes; a new form is a new schema with a step in order_upcast.cpp.

constexpr event_type written_as(const order_created*) { return {"OrderCreated", 2}; }

void write(json_writer& to, const order_created& e) {
  to.string("customerId", e.customer.view());
  to.string("currency", e.currency.code());
  to.money("shippingFee", e.shipping_fee, e.currency);
  if (!e.personal) return;
  to.key("personal");
  to.begin_object();
  write_fields(to, *e.personal);
  to.end_object();
}

void read(json_fields& from, order_created& e) {
  e.customer = from.id<customer_id>("customerId");
  e.currency = from.currency("currency");
  e.shipping_fee = from.written_money("shippingFee", e.currency);
  if (auto personal = from.object("personal")) {
    e.personal = std::make_shared<const personal_data>(read_personal(*personal));
    personal->finish();
  }
}

constexpr event_type written_as(const item_added*) { return {"ItemAdded", 1}; }

void write(json_writer& to, const item_added& e) {
  to.string("productId", e.product.view());
  to.string_unless_empty("name", e.name.view());
  to.integer("quantity", e.pieces.pieces());
  to.money("unitPrice", e.unit_price, e.currency);
  to.string("currency", e.currency.code());
}

void read(json_fields& from, item_added& e) {
  e.product = from.id<product_id>("productId");
  e.name = from.string_or_empty("name");
  e.pieces = from.pieces("quantity");
  e.currency = from.currency("currency");
  e.unit_price = from.written_money("unitPrice", e.currency);
}

constexpr event_type written_as(const item_removed*) { return {"ItemRemoved", 1}; }

void write(json_writer& to, const item_removed& e) { to.string("productId", e.product.view()); }

void read(json_fields& from, item_removed& e) { e.product = from.id<product_id>("productId"); }

constexpr event_type written_as(const quantity_changed*) { return {"QuantityChanged", 1}; }

void write(json_writer& to, const quantity_changed& e) {
  to.string("productId", e.product.view());
  to.integer("quantity", e.pieces.pieces());
}

void read(json_fields& from, quantity_changed& e) {
  e.product = from.id<product_id>("productId");
  e.pieces = from.pieces("quantity");
}

constexpr event_type written_as(const order_placed*) { return {"OrderPlaced", 1}; }

void write(json_writer& to, const order_placed& e) {
  to.money("total", e.total, e.currency);
  to.string("currency", e.currency.code());
}

void read(json_fields& from, order_placed& e) {
  e.currency = from.currency("currency");
  e.total = from.written_money("total", e.currency);
}

constexpr event_type written_as(const payment_received*) { return {"PaymentReceived", 1}; }

void write(json_writer& to, const payment_received& e) {
  to.string("paymentId", e.payment.view());
  to.money("amount", e.paid, e.currency);
  to.string("currency", e.currency.code());
  to.string("method", e.method.view());
}

void read(json_fields& from, payment_received& e) {
  e.payment = from.id<payment_id>("paymentId");
  e.currency = from.currency("currency");
  e.paid = from.written_money("amount", e.currency);
  e.method = from.string("method");
}

constexpr event_type written_as(const order_paid*) { return {"OrderPaid", 1}; }

void write(json_writer& to, const order_paid& e) {
  to.money("totalPaid", e.total_paid, e.currency);
  to.string("currency", e.currency.code());
}

void read(json_fields& from, order_paid& e) {
  e.currency = from.currency("currency");
  e.total_paid = from.written_money("totalPaid", e.currency);
}

constexpr event_type written_as(const order_confirmed*) { return {"OrderConfirmed", 1}; }

void write(json_writer&, const order_confirmed&) {}

void read(json_fields&, order_confirmed&) {}

constexpr event_type written_as(const order_shipped*) { return {"OrderShipped", 1}; }

void write(json_writer& to, const order_shipped& e) {
  to.string("trackingNumber", e.tracking_number.view());
  to.string("carrier", e.carrier.view());
  if (e.estimated_delivery) to.time("estimatedDelivery", *e.estimated_delivery);
}

void read(json_fields& from, order_shipped& e) {
  e.tracking_number = from.string("trackingNumber");
  e.carrier = from.string("carrier");
  e.estimated_delivery = from.optional_time("estimatedDelivery");
}

constexpr event_type written_as(const order_delivered*) { return {"OrderDelivered", 1}; }

void write(json_writer&, const order_delivered&) {}

void read(json_fields&, order_delivered&) {}

constexpr event_type written_as(const order_cancelled*) { return {"OrderCancelled", 1}; }

void write(json_writer& to, const order_cancelled& e) {
  to.string("reason", e.reason.view());
  to.money("refundDue", e.refund_due, e.currency);
  to.string("currency", e.currency.code());
}

void read(json_fields& from, order_cancelled& e) {
  e.reason = from.string("reason");
  e.currency = from.currency("currency");
  e.refund_due = from.written_money("refundDue", e.currency);
}

constexpr event_type written_as(const refund_recorded*) { return {"RefundRecorded", 1}; }

void write(json_writer& to, const refund_recorded& e) {
  to.string("refundId", e.refund.view());
  to.money("amount", e.refunded, e.currency);
  to.string("currency", e.currency.code());
}

void read(json_fields& from, refund_recorded& e) {
  e.refund = from.id<refund_id>("refundId");
  e.currency = from.currency("currency");
  e.refunded = from.written_money("amount", e.currency);
}

// One reader for each alternative of order_event.
struct event_reader {
  event_type type;
  order_event (*read)(json_fields& from);
};

template <class Event>
order_event read_event(json_fields& from) {
  Event event;
  read(from, event);
  return event;
}

template <class... Events>
constexpr auto make_readers(const std::variant<Events...>*) {
  return std::array{event_reader{written_as(static_cast<const Events*>(nullptr)), &read_event<Events>}...};
}

constexpr auto readers = make_readers(static_cast<const order_event*>(nullptr));

expected<order_event, codec_error> read_data(const event_reader& reader, std::int32_t schema,
                                             std::string_view json) {
  auto document = json_document::parse(json);
  if (!document) return unexpected{codec_error{std::move(document.error().message)}};
  json_reading reading{*document, upcast_order_event(reader.type.name, schema, *document)};
  json_fields fields{reading};
  auto event = reader.read(fields);
  fields.finish();
  if (reading.problem) return unexpected{codec_error{std::move(reading.problem->message)}};
  return event;
}

} // namespace

event_type codec<order>::type_of(const order_event& event) noexcept { return readers[event.index()].type; }

void codec<order>::encode(const order_event& event, std::string& json) {
  json_writer to{json};
  to.begin_object();
  std::visit([&](const auto& e) { write(to, e); }, event);
  to.end_object();
}

expected<order_event, codec_error> codec<order>::decode(std::string_view type, std::int32_t schema,
                                                        std::string_view json) {
  const auto reader = std::ranges::find(readers, type, [](const event_reader& r) { return r.type.name; });
  if (reader == readers.end()) {
    return unexpected{codec_error{
        fmt::format("The event type {} is unknown; a newer docket may have written it.", quoted(type))}};
  }
  if (schema < 1 || schema > reader->type.schema) {
    return unexpected{
        codec_error{fmt::format("{} has schema {}, and this docket reads 1 to {}: use a newer one.", type,
                                schema, reader->type.schema)}};
  }
  auto event = read_data(*reader, schema, json);
  if (event) return event;
  return unexpected{codec_error{fmt::format("The data of {}: {}", type, event.error().message)}};
}

} // namespace docket
