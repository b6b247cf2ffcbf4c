#include "order/given_when_then.hpp"
#include "order/samples.hpp"

using namespace docket;
using namespace docket::testing;

TEST_CASE("a paid order is confirmed, once") {
  given(paid()).when(confirming()).then({order_confirmed{}});
  given(confirmed()).when(confirming()).then_refused("order_already_confirmed", {{"status", "confirmed"}});
}

TEST_CASE("an order is not confirmed before it is paid nor after it is shipped") {
  given(pending()).when(confirming()).then_refused("order_not_paid", {{"status", "pending"}});
  given(placed_history()).when(confirming()).then_refused("order_not_paid", {{"status", "placed"}});
  given(shipped()).when(confirming()).then_refused("order_already_shipped");
  given(delivered()).when(confirming()).then_refused("order_already_delivered");
}

TEST_CASE("an order is shipped when it is paid, confirmed or not") {
  const order_event happened = order_shipped{"1Z999AA10123456784", "UPS", {}};
  given(paid()).when(shipping()).then({happened});
  given(confirmed()).when(shipping()).then({happened});
}

TEST_CASE("a shipment may say when it is expected") {
  auto command = shipping();
  command.estimated_delivery = timestamp{86'400'000'000};
  given(paid()).when(command).then({order_shipped{"1Z999AA10123456784", "UPS", timestamp{86'400'000'000}}});
}

TEST_CASE("a shipment before payment is refused") {
  given(pending()).when(shipping()).then_refused("order_not_paid", {{"status", "pending"}});
  given(placed_history()).when(shipping()).then_refused("order_not_paid", {{"status", "placed"}});
}

TEST_CASE("an order is shipped once") {
  given(shipped()).when(shipping()).then_refused("order_already_shipped");
  given(delivered()).when(shipping()).then_refused("order_already_delivered");
}

TEST_CASE("a shipment names its carrier and tracking number") {
  auto command = shipping();
  command.carrier = {};
  given(paid()).when(command).then_refused("text_empty", {{"field", "carrier"}});
  command.carrier = no_utf8;
  given(paid()).when(command).then_refused("invalid_text", {{"field", "carrier"}});
  command.tracking_number = too_long_text;
  given(paid()).when(command).then_refused("text_too_long");
  command.tracking_number = {};
  given(paid()).when(command).then_refused("text_empty", {{"field", "trackingNumber"}});
}

TEST_CASE("an estimated delivery outside of the years 0001 to 9999 is refused") {
  auto command = shipping();
  command.estimated_delivery = timestamp{latest_time.microseconds + 1};
  given(paid()).when(command).then_refused("invalid_time", {{"field", "estimatedDelivery"}});
}

TEST_CASE("a shipped order is delivered, once") {
  given(shipped()).when(delivering()).then({order_delivered{}});
  given(delivered()).when(delivering()).then_refused("order_already_delivered");
}

TEST_CASE("an order is not delivered before it is shipped") {
  for (const auto& history : {pending(), placed_history(), paid(), confirmed()}) {
    given(history).when(delivering()).then_refused("order_not_shipped");
  }
}
