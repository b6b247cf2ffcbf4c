#include "docket/persistence/codec/order_codec.hpp"

#include "docket/persistence/codec/event_table.hpp"
#include "docket/persistence/codec/order_upcast.hpp"
#include "docket/persistence/codec/personal_json.hpp"
#include "docket/persistence/codec/sum_json.hpp"

#include <array>
#include <memory>

namespace docket {

template <>
struct event_form<order_created> {
  static constexpr std::string_view name = "OrderCreated";
  static constexpr std::array upcasts{add_zero_shipping_fee};

  static void write(json_writer& to, const order_created& e) {
    to.string("customerId", e.customer.view());
    to.string("currency", e.currency.code());
    to.money("shippingFee", e.shipping_fee, e.currency);
    if (e.personal) to.object("personal", [&] { write_fields(to, *e.personal); });
  }

  static void read(json_fields& from, order_created& e) {
    e.customer = from.id<customer_id>("customerId");
    e.currency = from.currency("currency");
    e.shipping_fee = from.written_money("shippingFee", e.currency);
    if (auto personal = from.object("personal")) {
      e.personal = std::make_shared<const personal_data>(read_personal(*personal));
      personal->finish();
    }
  }
};

template <>
struct event_form<item_added> {
  static constexpr std::string_view name = "ItemAdded";

  static void write(json_writer& to, const item_added& e) {
    to.string("productId", e.product.view());
    to.string_unless_empty("name", e.name.view());
    to.integer("quantity", e.pieces.pieces());
    write_sum(to, "unitPrice", e.unit_price, e.currency);
  }

  static void read(json_fields& from, item_added& e) {
    e.product = from.id<product_id>("productId");
    e.name = from.string_or_empty("name");
    e.pieces = from.pieces("quantity");
    read_sum(from, "unitPrice", e.unit_price, e.currency);
  }
};

template <>
struct event_form<item_removed> {
  static constexpr std::string_view name = "ItemRemoved";

  static void write(json_writer& to, const item_removed& e) { to.string("productId", e.product.view()); }

  static void read(json_fields& from, item_removed& e) { e.product = from.id<product_id>("productId"); }
};

template <>
struct event_form<quantity_changed> {
  static constexpr std::string_view name = "QuantityChanged";

  static void write(json_writer& to, const quantity_changed& e) {
    to.string("productId", e.product.view());
    to.integer("quantity", e.pieces.pieces());
  }

  static void read(json_fields& from, quantity_changed& e) {
    e.product = from.id<product_id>("productId");
    e.pieces = from.pieces("quantity");
  }
};

template <>
struct event_form<order_placed> {
  static constexpr std::string_view name = "OrderPlaced";
  static constexpr std::array upcasts{allow_payment_method};

  static void write(json_writer& to, const order_placed& e) {
    write_sum(to, "total", e.total, e.currency);
    to.string_unless_empty("paymentMethod", e.payment_method.view());
  }

  static void read(json_fields& from, order_placed& e) {
    read_sum(from, "total", e.total, e.currency);
    e.payment_method = from.string_or_empty("paymentMethod");
  }
};

template <>
struct event_form<payment_received> {
  static constexpr std::string_view name = "PaymentReceived";

  static void write(json_writer& to, const payment_received& e) {
    to.string("paymentId", e.payment.view());
    write_sum(to, "amount", e.paid, e.currency);
    to.string("method", e.method.view());
  }

  static void read(json_fields& from, payment_received& e) {
    e.payment = from.id<payment_id>("paymentId");
    read_sum(from, "amount", e.paid, e.currency);
    e.method = from.string("method");
  }
};

template <>
struct event_form<order_paid> {
  static constexpr std::string_view name = "OrderPaid";

  static void write(json_writer& to, const order_paid& e) {
    write_sum(to, "totalPaid", e.total_paid, e.currency);
  }

  static void read(json_fields& from, order_paid& e) {
    read_sum(from, "totalPaid", e.total_paid, e.currency);
  }
};

template <>
struct event_form<order_confirmed> {
  static constexpr std::string_view name = "OrderConfirmed";

  static void write(json_writer&, const order_confirmed&) {}

  static void read(json_fields&, order_confirmed&) {}
};

template <>
struct event_form<order_shipped> {
  static constexpr std::string_view name = "OrderShipped";

  static void write(json_writer& to, const order_shipped& e) {
    to.string("trackingNumber", e.tracking_number.view());
    to.string("carrier", e.carrier.view());
    if (e.estimated_delivery) to.time("estimatedDelivery", *e.estimated_delivery);
  }

  static void read(json_fields& from, order_shipped& e) {
    e.tracking_number = from.string("trackingNumber");
    e.carrier = from.string("carrier");
    e.estimated_delivery = from.optional_time("estimatedDelivery");
  }
};

template <>
struct event_form<order_delivered> {
  static constexpr std::string_view name = "OrderDelivered";

  static void write(json_writer&, const order_delivered&) {}

  static void read(json_fields&, order_delivered&) {}
};

template <>
struct event_form<order_cancelled> {
  static constexpr std::string_view name = "OrderCancelled";

  static void write(json_writer& to, const order_cancelled& e) {
    to.string("reason", e.reason.view());
    write_sum(to, "refundDue", e.refund_due, e.currency);
  }

  static void read(json_fields& from, order_cancelled& e) {
    e.reason = from.string("reason");
    read_sum(from, "refundDue", e.refund_due, e.currency);
  }
};

template <>
struct event_form<refund_recorded> {
  static constexpr std::string_view name = "RefundRecorded";

  static void write(json_writer& to, const refund_recorded& e) {
    to.string("refundId", e.refund.view());
    write_sum(to, "amount", e.refunded, e.currency);
  }

  static void read(json_fields& from, refund_recorded& e) {
    e.refund = from.id<refund_id>("refundId");
    read_sum(from, "amount", e.refunded, e.currency);
  }
};

event_type codec<order>::type_of(const order_event& event) noexcept {
  return event_table<order_event>::type_of(event);
}

void codec<order>::encode(const order_event& event, std::string& json) {
  event_table<order_event>::encode(event, json);
}

expected<order_event, codec_error> codec<order>::decode(std::string_view type, std::int32_t schema,
                                                        std::string_view json) {
  return event_table<order_event>::decode(type, schema, json);
}

} // namespace docket
