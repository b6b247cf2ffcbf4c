#include "fulfilment_story.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::shop;

TEST_CASE("an order that is placed is paid, reserved, shipped and delivered by itself", "[fulfilment]") {
  story s;
  s.receive("widget", 10);
  s.receive("gadget", 10);
  s.place("order-1");
  s.until("order-1", "completed");
  CHECK(s.order_phase("order-1") == "delivered");
  CHECK(s.provider->of("order-1").captured == 10'997);
  CHECK(s.provider->of("order-1").refunded == 0);
  CHECK(s.stock("widget").shipped == 2);
  CHECK(s.stock("widget").available == 8);
  CHECK(s.stock("gadget").reserved == 0);
}
