#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/state_fields.hpp"
#include "docket/persistence/codec/state_phases.hpp"

// A change of anything here needs another snapshot_format; older snapshots are then ignored, not read.
namespace docket {

namespace {

void write(json_writer&, const no_payment&) {}

void read(json_fields&, no_payment&) {}

// Content: what every other phase has.

void write(json_writer& to, const payment_content& s) {
  to.string("orderId", s.order.view());
  write_amount(to, "total", s.total);
  to.string("currency", s.currency.code());
  to.string_unless_empty("method", s.method.view());
  write_time(to, "requestedAt", s.requested_at);
  write_time(to, "updatedAt", s.updated_at);
}

void read(json_fields& from, payment_content& s) {
  s.order = from.id<order_id>("orderId");
  s.total = read_amount(from, "total");
  s.currency = from.currency("currency");
  s.method = from.string_or_empty("method");
  s.requested_at = read_time(from, "requestedAt");
  s.updated_at = read_time(from, "updatedAt");
}

// The phases, each on top of it.

void write(json_writer& to, const authorised_payment& s) {
  write(to, static_cast<const payment_content&>(s));
  to.string_unless_empty("reference", s.reference.view());
  write_time(to, "authorisedAt", s.authorised_at);
}

void read(json_fields& from, authorised_payment& s) {
  read(from, static_cast<payment_content&>(s));
  s.reference = from.string_or_empty("reference");
  s.authorised_at = read_time(from, "authorisedAt");
}

void write(json_writer& to, const captured_content& s) {
  write(to, static_cast<const payment_content&>(s));
  write_amount(to, "captured", s.captured);
  to.string_unless_empty("reference", s.reference.view());
  to.objects("refunds", s.refunds, [&](const payment_refund& refund) {
    to.string("refundId", refund.id.view());
    write_amount(to, "amount", refund.refunded);
    to.string_unless_empty("reference", refund.reference.view());
    write_time(to, "refundedAt", refund.refunded_at);
  });
  write_time(to, "capturedAt", s.captured_at);
}

void read(json_fields& from, captured_content& s) {
  read(from, static_cast<payment_content&>(s));
  s.captured = read_amount(from, "captured");
  s.reference = from.string_or_empty("reference");
  from.each("refunds", [&](json_fields& refund) {
    s.refunds.push_back({refund.id<refund_id>("refundId"), read_amount(refund, "amount"),
                         refund.string_or_empty("reference"), read_time(refund, "refundedAt")});
  });
  s.captured_at = read_time(from, "capturedAt");
}

void write(json_writer& to, const declined_payment& s) {
  write(to, static_cast<const payment_content&>(s));
  to.string_unless_empty("reason", s.reason.view());
  write_time(to, "declinedAt", s.declined_at);
}

void read(json_fields& from, declined_payment& s) {
  read(from, static_cast<payment_content&>(s));
  s.reason = from.string_or_empty("reason");
  s.declined_at = read_time(from, "declinedAt");
}

void write(json_writer& to, const voided_payment& s) {
  write(to, static_cast<const payment_content&>(s));
  to.string_unless_empty("reason", s.reason.view());
  write_time(to, "voidedAt", s.voided_at);
}

void read(json_fields& from, voided_payment& s) {
  read(from, static_cast<payment_content&>(s));
  s.reason = from.string_or_empty("reason");
  s.voided_at = read_time(from, "voidedAt");
}

} // namespace

std::string codec<payment>::encode_state(const payment_state& state) {
  return encode_phase(state, [](json_writer& to, const auto& phase) { write(to, phase); });
}

expected<payment_state, codec_error> codec<payment>::decode_state(std::string_view bytes) {
  return decode_phase<payment_state>(bytes, [](json_fields& from, auto& phase) { read(from, phase); });
}

} // namespace docket
