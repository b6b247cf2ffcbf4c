#include "docket/persistence/read/order_history.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace docket;
using nlohmann::json;

namespace {

const timestamp ten{1'772'359'200'000'000}; // 2026-03-01T10:00:00Z

order_content content() {
  return {customer_id{"cust-1"},
          currency{"USD"},
          amount{599},
          nullptr,
          {{product_id{"widget"}, "Widget", quantity{2}, amount{2999}},
           {product_id{"gadget"}, "", quantity{1}, amount{5}}},
          ten,
          {ten.microseconds + 60'000'000}};
}

placed_content placed() {
  return {content(), amount{6602}, {{payment_id{"pay-1"}, amount{6000}, "card", ten}}, ten};
}

json shown(order_state state) {
  return json::parse(
      to_json(order_view{order_id{"order-001"}, version{4}, position{12}, position{1}, std::move(state)}));
}

} // namespace

TEST_CASE("a pending order is shown with its lines and what it would cost") {
  CHECK(shown(pending_order{content()}) ==
        json::parse(R"({"orderId":"order-001","orderNumber":"11","version":4,
    "position":12,"status":"pending","customerId":"cust-1","currency":"USD","shippingFee":"5.99","total":"66.02",
    "amountPaid":"0.00","amountDue":"66.02","lines":[
      {"productId":"widget","name":"Widget","quantity":2,"unitPrice":"29.99"},
      {"productId":"gadget","name":"","quantity":1,"unitPrice":"0.05"}],
    "payments":[],"createdAt":"2026-03-01T10:00:00Z","updatedAt":"2026-03-01T10:01:00Z"})"));
}

TEST_CASE("a placed order is shown with its payments and what is still due") {
  const auto order = shown(placed_order{placed()});
  CHECK(order.at("status") == "placed");
  CHECK(order.at("total") == "66.02");
  CHECK(order.at("amountPaid") == "60.00");
  CHECK(order.at("amountDue") == "6.02");
  CHECK(order.at("placedAt") == "2026-03-01T10:00:00Z");
  CHECK(
      order.at("payments") ==
      json::parse(
          R"([{"paymentId":"pay-1","amount":"60.00","method":"card","receivedAt":"2026-03-01T10:00:00Z"}])"));
  CHECK_FALSE(order.contains("shipment"));
}

TEST_CASE("a shipped order is shown with its shipment, a delivered one with its delivery") {
  const auto shipped = shown(shipped_order{{placed(), "1Z", "UPS", ten, ten}});
  CHECK(shipped.at("status") == "shipped");
  CHECK(shipped.at("shipment") == json::parse(R"({"trackingNumber":"1Z","carrier":"UPS",
    "estimatedDelivery":"2026-03-01T10:00:00Z","shippedAt":"2026-03-01T10:00:00Z"})"));
  CHECK(shipped.contains("placedAt"));
  CHECK_FALSE(shipped.contains("deliveredAt"));
  const auto delivered = shown(delivered_order{{placed(), "1Z", "UPS", std::nullopt, ten}, ten});
  CHECK(delivered.at("status") == "delivered");
  CHECK(delivered.at("deliveredAt") == "2026-03-01T10:00:00Z");
  CHECK_FALSE(delivered.at("shipment").contains("estimatedDelivery"));
}

TEST_CASE("a cancelled order owes nothing, and says what is due back") {
  const auto order = shown(cancelled_order{content(),
                                           amount{6602},
                                           {{payment_id{"pay-1"}, amount{6602}, "card", ten}},
                                           "changed my mind",
                                           amount{602},
                                           {{refund_id{"ref-1"}, amount{6000}, ten}},
                                           ten});
  CHECK(order.at("status") == "cancelled");
  CHECK(order.at("amountDue") == "0.00");
  CHECK(order.at("cancellation") ==
        json::parse(R"({"reason":"changed my mind","refundDue":"6.02","refunded":"60.00",
    "cancelledAt":"2026-03-01T10:00:00Z",
    "refunds":[{"refundId":"ref-1","amount":"60.00","recordedAt":"2026-03-01T10:00:00Z"}]})"));
}

TEST_CASE("what is known of the customer is shown where it was stated") {
  auto order = content();
  order.personal = std::make_shared<const personal_data>(
      personal_data{"Ann", "", "", postal_address{"", "1 Street", "", "", "", "", ""}, std::nullopt});
  const auto object = shown(pending_order{order});
  CHECK(object.at("customer") == json::parse(R"({"name":"Ann"})"));
  CHECK(object.at("shippingAddress") == json::parse(R"({"line1":"1 Street"})"));
  CHECK_FALSE(object.contains("billingAddress"));
}

TEST_CASE("an event is shown with its data as it is stored and the metadata that was stated") {
  recorded_event event;
  event.position = position{7};
  event.stream_type = "order";
  event.stream_id = "order-001";
  event.version = version{3};
  event.id = {0x01, 0x95, 0x4f, 0x00, 0xab, 0xcd, 0x7e, 0xf0, 0x80, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77};
  event.type = "ItemRemoved";
  event.schema = 1;
  event.occurred_at = ten;
  event.recorded_at = {ten.microseconds + 1};
  event.data = R"({"productId": "widget"})";
  CHECK(to_json(event) ==
        R"({"position":7,"stream":"order-001","streamType":"order","version":3,)"
        R"("eventId":"01954f00-abcd-7ef0-8011-223344556677","type":"ItemRemoved","schemaVersion":1,)"
        R"("occurredAt":"2026-03-01T10:00:00Z","recordedAt":"2026-03-01T10:00:00.000001Z",)"
        R"("data":{"productId": "widget"},"metadata":{}})");
  event.user = "anna \"a\"";
  event.correlation = "corr";
  event.causation = "cause";
  event.command_id = "c-1";
  event.traceparent = "00-1";
  CHECK(json::parse(to_json(event)).at("metadata") ==
        json::parse(R"({"user":"anna \"a\"","correlationId":"corr",
    "causationId":"cause","commandId":"c-1","traceparent":"00-1"})"));
}
