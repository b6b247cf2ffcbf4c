#include "docket/actors/engine.hpp"
#include "shop.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::shop;

namespace {

command_options said(std::string_view when, std::string_view user) {
  command_options options;
  options.occurred_at = at(when);
  options.user = user;
  options.correlation = "checkout-7";
  return options;
}

// order-001 up to its shipment: created at 9:00, placed, paid at 10:00, shipped at 12:00.
void tell_the_story(engine& docket) {
  REQUIRE(outcome(docket.execute(new_order("order-001"), said("2026-03-01T09:00:00Z", "alice"))) ==
          "accepted");
  REQUIRE(outcome(docket.execute(place_order{order_id{"order-001"}},
                                 said("2026-03-01T09:05:00Z", "alice"))) == "accepted");
  REQUIRE(outcome(docket.execute(payment("order-001", 109.97_money), said("2026-03-01T10:00:00Z", "till"))) ==
          "accepted");
  const ship_order shipment{order_id{"order-001"}, "1Z999AA10123456784", "UPS", {}};
  REQUIRE(outcome(docket.execute(shipment, said("2026-03-01T12:00:00Z", "warehouse"))) == "accepted");
}

} // namespace

TEST_CASE("two widgets and a gadget are ordered, paid and shipped") {
  engine docket{in_memory()};
  tell_the_story(docket);

  const auto order = docket.order("order-001").now();
  REQUIRE(order);
  CHECK(phase_name(order->state) == "shipped");
  CHECK(format_amount(total_of(order->state), currency{"USD"}) == "109.97");
  const auto& shipped = std::get<shipped_order>(order->state);
  CHECK(shipped.tracking_number.view() == "1Z999AA10123456784");
  CHECK(shipped.carrier.view() == "UPS");
  CHECK(shipped.customer.view() == "cust-1");
}

TEST_CASE("a payment that is too small is refused with the amount that is due") {
  engine docket{in_memory()};
  REQUIRE(outcome(docket.execute(new_order("order-001", true))) == "accepted");

  const auto answer = docket.execute(payment("order-001", 100.00_money)).get();

  REQUIRE_FALSE(answer);
  CHECK(answer.error().kind == failure_kind::rejected);
  CHECK(answer.error().refusal->rule == "payment_below_amount_due");
  CHECK(answer.error().message.find("109.97") != std::string::npos);
  CHECK(docket.order("order-001").now()->version == version{4});
}

TEST_CASE("what the rules forbid is refused by name") {
  engine docket{in_memory()};
  const order_id id{"order-001"};
  REQUIRE(outcome(docket.execute(new_order("order-001"))) == "accepted");

  SECTION("shipping before payment") {
    REQUIRE(outcome(docket.execute(place_order{id})) == "accepted");
    CHECK(outcome(docket.execute(ship_order{id, "1Z999AA10123456784", "UPS", {}})) == "order_not_paid");
  }
  SECTION("a second cancel") {
    REQUIRE(outcome(docket.execute(cancel_order{id, "changed my mind"})) == "accepted");
    CHECK(outcome(docket.execute(cancel_order{id, "changed my mind"})) == "order_already_cancelled");
  }
  SECTION("an eleventh line") {
    for (int n = 3; n <= 10; ++n) {
      const product_id product{"extra-" + std::to_string(n)};
      REQUIRE(outcome(docket.execute(add_item{id, {product, "Extra", quantity{1}, 1_money}})) == "accepted");
    }
    const item eleventh{product_id{"extra-11"}, "Extra", quantity{1}, 1_money};
    CHECK(outcome(docket.execute(add_item{id, eleventh})) == "too_many_lines");
  }
  SECTION("an item after placing") {
    REQUIRE(outcome(docket.execute(place_order{id})) == "accepted");
    const item late{product_id{"late"}, "Late", quantity{1}, 1_money};
    CHECK(outcome(docket.execute(add_item{id, late})) == "order_already_placed");
  }
  SECTION("an order that does not exist") {
    CHECK(outcome(docket.execute(place_order{order_id{"order-404"}})) == "order_not_found");
    CHECK_FALSE(docket.order("order-404").now());
  }
}

TEST_CASE("the history names every event with its version, time, user and correlation") {
  engine docket{in_memory()};
  tell_the_story(docket);

  const auto history = docket.order("order-001").history();

  std::vector<std::string> told;
  for (const auto& [recorded, event] : history)
    told.push_back(std::to_string(value(recorded.version)) + " " + recorded.type + " " +
                   format_timestamp(recorded.occurred_at) + " " + recorded.user + " " + recorded.correlation);
  CHECK(told == std::vector<std::string>{
                    "1 OrderCreated 2026-03-01T09:00:00Z alice checkout-7",
                    "2 ItemAdded 2026-03-01T09:00:00Z alice checkout-7",
                    "3 ItemAdded 2026-03-01T09:00:00Z alice checkout-7",
                    "4 OrderPlaced 2026-03-01T09:05:00Z alice checkout-7",
                    "5 PaymentReceived 2026-03-01T10:00:00Z till checkout-7",
                    "6 OrderPaid 2026-03-01T10:00:00Z till checkout-7",
                    "7 OrderShipped 2026-03-01T12:00:00Z warehouse checkout-7",
                });
}

TEST_CASE("the past is what it was") {
  engine docket{in_memory()};
  tell_the_story(docket);
  const auto order = docket.order("order-001");

  const auto at_two = order.at_version(2);
  REQUIRE(at_two);
  CHECK(phase_name(at_two->state) == "pending");
  CHECK(content_of(at_two->state)->lines.size() == 1);
  CHECK(format_amount(total_of(at_two->state), currency{"USD"}) == "59.98");

  const auto between = order.as_of(at("2026-03-01T11:00:00Z"));
  REQUIRE(between);
  CHECK(phase_name(between->state) == "paid");
  CHECK(between->version == version{6});

  CHECK_FALSE(order.as_of(at("2026-03-01T08:59:59Z")));
}
