#include "shipment/samples.hpp"

using namespace docket;
using namespace docket::testing;
using namespace docket::testing::shipments;

TEST_CASE("a shipment begins with its request") {
  given(nothing()).when(requesting()).then({requested_event()});
}

TEST_CASE("a shipment is requested once") {
  for (const auto& before : {requested(), dispatched(), delivered(), refused(), recalled()}) {
    given(before).when(requesting()).then_refused("shipment_already_requested", {{"shipment", "ship-1"}});
  }
}

TEST_CASE("a shipment has something to send, and says what") {
  given(nothing()).when(request_shipment{shipment_1, order_1, {}}).then_refused("shipment_is_empty");
  given(nothing())
      .when(request_shipment{shipment_1, order_1, {{product_id{"widget"}, quantity{1}}, {}}})
      .then_refused("invalid_id", {{"field", "productId"}, {"value", "\"\""}});
}

TEST_CASE("a shipment that was never requested is not known") {
  for (const shipment_command& command :
       {shipment_command{dispatching()}, shipment_command{delivering()}, shipment_command{failing("lost")}}) {
    INFO(command_name(command));
    given(nothing()).when(command).then_refused("shipment_not_found", {{"shipment", "ship-1"}});
  }
}

TEST_CASE("a shipment goes out with a carrier and a tracking number") {
  given(requested()).when(dispatching()).then({dispatched_event()});
}

TEST_CASE("a carrier need not say when it will deliver") {
  given(requested())
      .when(dispatch_shipment{shipment_1, "UPS", tracking})
      .then({shipment_dispatched{"UPS", tracking, {}}});
}

TEST_CASE("a shipment that is on its way arrives") {
  given(dispatched()).when(delivering()).then({shipment_delivered{}});
}

TEST_CASE("a shipment that never went out does not arrive") {
  given(requested()).when(delivering()).then_refused("shipment_not_dispatched", {{"status", "requested"}});
}

TEST_CASE("a shipment is refused by its carrier, or comes back on its way") {
  given(requested()).when(failing("too heavy")).then({shipment_failed{"too heavy"}});
  given(dispatched()).when(failing("recalled")).then({shipment_failed{"recalled"}});
  given(requested()).when(failing({})).then({shipment_failed{}});
}

TEST_CASE("what has arrived neither goes out again nor comes back") {
  given(delivered()).when(dispatching()).then_refused("shipment_already_delivered");
  given(delivered()).when(delivering()).then_refused("shipment_already_delivered");
  given(delivered())
      .when(failing("lost"))
      .then_refused("shipment_already_delivered", {{"status", "delivered"}});
}

TEST_CASE("what has failed neither goes out nor arrives, and does not fail again") {
  for (const auto& before : {refused(), recalled()}) {
    given(before).when(dispatching()).then_refused("shipment_already_failed", {{"status", "failed"}});
    given(before).when(delivering()).then_refused("shipment_already_failed");
    given(before).when(failing("lost")).then_refused("shipment_already_failed");
  }
}

TEST_CASE("a shipment goes out once") {
  given(dispatched())
      .when(dispatching())
      .then_refused("shipment_already_dispatched", {{"status", "dispatched"}});
}
