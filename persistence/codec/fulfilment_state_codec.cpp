#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/fulfilment_json.hpp"
#include "docket/persistence/codec/fulfilment_words.hpp"
#include "docket/persistence/codec/state_fields.hpp"
#include "docket/persistence/codec/state_phases.hpp"

// A change of anything here needs another snapshot_format; older snapshots are then ignored, not read.
namespace docket {

namespace {

namespace words = fulfilment_words;

// What is under way.

void write(json_writer& to, const open_step& step) {
  write_step(to, step.number, step.kind, step.product);
  write_time(to, "due", step.due);
  write_optional_time(to, "giveUpAt", step.give_up_at);
  to.integer("attempt", std::int64_t{step.attempt});
  to.flag_if_set("repeated", step.repeated);
  write_time(to, "openedAt", step.opened_at);
  to.string_unless_empty("problem", step.problem.view());
}

void read(json_fields& from, open_step& step) {
  read_step(from, step.number, step.kind, step.product);
  step.due = read_time(from, "due");
  step.give_up_at = read_optional_time(from, "giveUpAt");
  step.attempt = from.integer_32("attempt");
  step.repeated = from.flag("repeated");
  step.opened_at = read_time(from, "openedAt");
  step.problem = from.string_or_empty("problem");
}

// What is done.

void write(json_writer& to, const fulfilment_line& line) {
  to.string("productId", line.product.view());
  to.integer("quantity", line.pieces.pieces());
  to.string("standing", word_of(words::lines, line.standing));
}

void read(json_fields& from, fulfilment_line& line) {
  line.product = from.id<product_id>("productId");
  line.pieces = from.pieces("quantity");
  line.standing = read_word<line_standing>(from, "standing", words::lines);
}

void write(json_writer& to, const parcel& sent) {
  to.string_unless_empty("carrier", sent.carrier.view());
  to.string_unless_empty("trackingNumber", sent.tracking_number.view());
  write_optional_time(to, "estimatedDelivery", sent.estimated_delivery);
}

void read(json_fields& from, parcel& sent) {
  sent.carrier = from.string_or_empty("carrier");
  sent.tracking_number = from.string_or_empty("trackingNumber");
  sent.estimated_delivery = read_optional_time(from, "estimatedDelivery");
}

void write_standings(json_writer& to, const fulfilment_content& s) {
  to.string("order", word_of(words::orders, s.order));
  to.flag_if_set("orderTookPayment", s.order_took_payment);
  to.flag_if_set("orderTookRefund", s.order_took_refund);
  to.flag_if_set("paymentAsked", s.payment_asked);
  to.string("payment", word_of(words::payments, s.payment));
  to.string("shipment", word_of(words::shipments, s.shipment));
  to.integer("shipmentStep", std::int64_t{s.shipment_step});
  write(to, s.sent);
}

void read_standings(json_fields& from, fulfilment_content& s) {
  s.order = read_word<order_standing>(from, "order", words::orders);
  s.order_took_payment = from.flag("orderTookPayment");
  s.order_took_refund = from.flag("orderTookRefund");
  s.payment_asked = from.flag("paymentAsked");
  s.payment = read_word<payment_standing>(from, "payment", words::payments);
  s.shipment = read_word<shipment_standing>(from, "shipment", words::shipments);
  s.shipment_step = from.integer_32("shipmentStep");
  read(from, s.sent);
}

// Content: what every phase but the first has.

void write(json_writer& to, const fulfilment_content& s) {
  to.string("process", s.process.view());
  to.string("flow", word_of(words::flows, s.flow));
  to.string("currency", s.currency.code());
  write_amount(to, "total", s.total);
  to.string_unless_empty("method", s.method.view());
  to.objects("lines", s.lines, [&](const fulfilment_line& line) { write(to, line); });
  write_standings(to, s);
  to.objects("open", s.open, [&](const open_step& step) { write(to, step); });
  to.integer("steps", std::int64_t{s.steps});
  write_time(to, "startedAt", s.started_at);
  write_time(to, "updatedAt", s.updated_at);
  write_time(to, "alarm", s.alarm);
}

void read(json_fields& from, fulfilment_content& s) {
  s.process = from.string("process");
  s.flow = read_word<fulfilment_flow>(from, "flow", words::flows);
  s.currency = from.currency("currency");
  s.total = read_amount(from, "total");
  s.method = from.string_or_empty("method");
  from.each("lines", [&](json_fields& line) { read(line, s.lines.emplace_back()); });
  read_standings(from, s);
  from.each("open", [&](json_fields& step) { read(step, s.open.emplace_back()); });
  s.steps = from.integer_32("steps");
  s.started_at = read_time(from, "startedAt");
  s.updated_at = read_time(from, "updatedAt");
  s.alarm = read_time(from, "alarm");
}

// The phases.

void write(json_writer&, const no_fulfilment&) {}

void read(json_fields&, no_fulfilment&) {}

void write(json_writer& to, const compensating_fulfilment& s) {
  write(to, static_cast<const fulfilment_content&>(s));
  to.string("reason", s.reason.view());
  to.flag_if_set("abandoned", s.abandoned);
  to.objects("givenUp", s.given_up, [&](const given_up_step& step) {
    to.string("step", step_name(step.kind));
    write_optional_product(to, step.product);
  });
}

void read(json_fields& from, compensating_fulfilment& s) {
  read(from, static_cast<fulfilment_content&>(s));
  s.reason = from.string("reason");
  s.abandoned = from.flag("abandoned");
  from.each("givenUp", [&](json_fields& step) {
    s.given_up.push_back({read_step_kind(step), step.id_or_empty<product_id>("productId")});
  });
}

constexpr auto write_any = [](json_writer& to, const auto& phase) { write(to, phase); };
constexpr auto read_any = [](json_fields& from, auto& phase) { read(from, phase); };

void write(json_writer& to, const parked_fulfilment& s) {
  to.object("before", [&] { write_phase_fields(to, s.before, write_any); });
  to.integer("number", std::int64_t{s.number});
  to.string("problem", s.problem.view());
  write_time(to, "parkedAt", s.parked_at);
}

void read(json_fields& from, parked_fulfilment& s) {
  if (auto before = from.required_object("before")) {
    read_phase_fields(*before, s.before, read_any);
    before->finish();
  }
  s.number = from.integer_32("number");
  s.problem = from.string("problem");
  s.parked_at = read_time(from, "parkedAt");
}

} // namespace

std::string codec<fulfilment>::encode_state(const fulfilment_state& state) {
  return encode_phase(state, [](json_writer& to, const auto& phase) { write(to, phase); });
}

expected<fulfilment_state, codec_error> codec<fulfilment>::decode_state(std::string_view bytes) {
  return decode_phase<fulfilment_state>(bytes, [](json_fields& from, auto& phase) { read(from, phase); });
}

} // namespace docket
