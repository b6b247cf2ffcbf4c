#include "docket/persistence/codec/payment_codec.hpp"

#include "docket/persistence/codec/event_table.hpp"
#include "docket/persistence/codec/sum_json.hpp"

namespace docket {

template <>
struct event_form<payment_requested> {
  static constexpr std::string_view name = "PaymentRequested";

  static void write(json_writer& to, const payment_requested& e) {
    to.string("orderId", e.order.view());
    write_sum(to, "total", e.total, e.currency);
    to.string_unless_empty("method", e.method.view());
  }

  static void read(json_fields& from, payment_requested& e) {
    e.order = from.id<order_id>("orderId");
    read_sum(from, "total", e.total, e.currency);
    e.method = from.string_or_empty("method");
  }
};

template <>
struct event_form<payment_authorised> {
  static constexpr std::string_view name = "PaymentAuthorised";

  static void write(json_writer& to, const payment_authorised& e) {
    to.string_unless_empty("reference", e.reference.view());
  }

  static void read(json_fields& from, payment_authorised& e) {
    e.reference = from.string_or_empty("reference");
  }
};

template <>
struct event_form<payment_captured> {
  static constexpr std::string_view name = "PaymentCaptured";

  static void write(json_writer& to, const payment_captured& e) {
    write_sum(to, "amount", e.captured, e.currency);
    to.string_unless_empty("reference", e.reference.view());
  }

  static void read(json_fields& from, payment_captured& e) {
    read_sum(from, "amount", e.captured, e.currency);
    e.reference = from.string_or_empty("reference");
  }
};

// Events that say nothing but why.
template <class Event>
struct reason_form {
  static void write(json_writer& to, const Event& e) { to.string_unless_empty("reason", e.reason.view()); }

  static void read(json_fields& from, Event& e) { e.reason = from.string_or_empty("reason"); }
};

template <>
struct event_form<payment_declined> : reason_form<payment_declined> {
  static constexpr std::string_view name = "PaymentDeclined";
};

template <>
struct event_form<payment_voided> : reason_form<payment_voided> {
  static constexpr std::string_view name = "PaymentVoided";
};

template <>
struct event_form<payment_refunded> {
  static constexpr std::string_view name = "PaymentRefunded";

  static void write(json_writer& to, const payment_refunded& e) {
    to.string("refundId", e.refund.view());
    write_sum(to, "amount", e.refunded, e.currency);
    to.string_unless_empty("reference", e.reference.view());
  }

  static void read(json_fields& from, payment_refunded& e) {
    e.refund = from.id<refund_id>("refundId");
    read_sum(from, "amount", e.refunded, e.currency);
    e.reference = from.string_or_empty("reference");
  }
};

event_type codec<payment>::type_of(const payment_event& event) noexcept {
  return event_table<payment_event>::type_of(event);
}

void codec<payment>::encode(const payment_event& event, std::string& json) {
  event_table<payment_event>::encode(event, json);
}

expected<payment_event, codec_error> codec<payment>::decode(std::string_view type, std::int32_t schema,
                                                            std::string_view json) {
  return event_table<payment_event>::decode(type, schema, json);
}

} // namespace docket
