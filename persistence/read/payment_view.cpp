#include "docket/persistence/read/payment_view.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/sum_json.hpp"
#include "docket/persistence/read/decoded_stream.hpp"
#include "docket/persistence/read/view_json.hpp"

namespace docket {

namespace {

void write_refunds(json_writer& to, const captured_content& s) {
  to.objects("refunds", s.refunds, [&](const payment_refund& refund) {
    to.string("refundId", refund.id.view());
    to.money("amount", refund.refunded, s.currency);
    to.string_unless_empty("reference", refund.reference.view());
    to.time("refundedAt", refund.refunded_at);
  });
}

void write_capture(json_writer& to, const captured_content& s) {
  to.money("captured", s.captured, s.currency);
  to.string_unless_empty("reference", s.reference.view());
  to.time("capturedAt", s.captured_at);
  write_refunds(to, s);
}

void write_phase(json_writer& to, const payment_state& state) {
  std::visit(overloaded{
                 [](const no_payment&) {},
                 [](const requested_payment&) {},
                 [&](const authorised_payment& s) {
                   to.string_unless_empty("reference", s.reference.view());
                   to.time("authorisedAt", s.authorised_at);
                 },
                 [&](const captured_content& s) { write_capture(to, s); },
                 [&](const declined_payment& s) {
                   to.string_unless_empty("reason", s.reason.view());
                   to.time("declinedAt", s.declined_at);
                 },
                 [&](const voided_payment& s) {
                   to.string_unless_empty("reason", s.reason.view());
                   to.time("voidedAt", s.voided_at);
                 },
             },
             state);
}

void write(json_writer& to, const payment_view& payment) {
  to.begin_object();
  write_heading(to, "paymentId", payment);
  if (const auto* content = content_of(payment.state)) {
    to.string("orderId", content->order.view());
    write_sum(to, "amount", content->total, content->currency);
    to.string_unless_empty("method", content->method.view());
    to.time("requestedAt", content->requested_at);
    write_phase(to, payment.state);
  }
  to.end_object();
}

} // namespace

std::optional<payment_view> read_payment(log_reader& reader, const payment_id& id) {
  return read_view<payment>(reader, payment_view{.id = id, .state = {}});
}

std::string to_json(const payment_view& payment) {
  return json_text([&](json_writer& to) { write(to, payment); });
}

} // namespace docket
