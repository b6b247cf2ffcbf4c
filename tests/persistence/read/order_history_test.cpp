#include "docket/persistence/read/order_history.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/store/memory_store.hpp"

#include "read/order_log.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using Catch::Matchers::Contains;

namespace {

const order_id o1{"order-001"};
const order_id o2{"order-002"};

// Creation (version 1), two items (2, 3), placing (4), payment and paid (5, 6), shipping (7), one hour apart
// each.
order_log tutorial() {
  order_log log;
  log.at(10).write(o1, {order_created{customer_id{"cust-1"}, currency{"USD"}, amount{0}, nullptr}});
  log.at(11).write(o1,
                   {item_added{product_id{"widget"}, "Widget", quantity{2}, amount{2999}, currency{"USD"}}});
  log.at(11).write(o2, {order_created{customer_id{"cust-2"}, currency{"JPY"}, amount{7}, nullptr}});
  log.at(12).write(o1,
                   {item_added{product_id{"gadget"}, "Gadget", quantity{1}, amount{4999}, currency{"USD"}}});
  log.at(13).write(o1, {order_placed{amount{10997}, currency{"USD"}}});
  log.at(14).write(o1, {payment_received{payment_id{"pay-1"}, amount{10997}, currency{"USD"}, "card"},
                        order_paid{amount{10997}, currency{"USD"}}});
  log.at(16).write(o1, {order_shipped{"1Z999AA10123456784", "UPS", std::nullopt}});
  return log;
}

} // namespace

TEST_CASE("an order is read as it is now") {
  auto log = tutorial();
  const auto order = read_order(log.reader(), o1);
  REQUIRE(order);
  CHECK(order->id == o1);
  CHECK(order->version == version{7});
  CHECK(order->position == position{8});
  CHECK(order->created == position{1});
  REQUIRE(std::holds_alternative<shipped_order>(order->state));
  CHECK(total_of(order->state) == amount{10997});
  CHECK(std::get<shipped_order>(order->state).carrier == text{"UPS"});
  CHECK(content_of(order->state)->updated_at == order_log::hour(16));
}

TEST_CASE("an order is read as it was known at a position") {
  auto log = tutorial();
  CHECK(read_order(log.reader(), o1, position{2})->version == version{2});
  CHECK(read_order(log.reader(), o1, position{3})->version == version{2}); // Another order's event.
  CHECK(read_order(log.reader(), o1, position{8})->version == version{7});
  CHECK_FALSE(read_order(log.reader(), o2, position{2}));
}

TEST_CASE("each order is read from its own events") {
  auto log = tutorial();
  const auto order = read_order(log.reader(), o2);
  REQUIRE(order);
  CHECK(order->version == version{1});
  CHECK(order->position == position{3});
  CHECK(order->created == position{3});
  CHECK(content_of(order->state)->customer == customer_id{"cust-2"});
}

TEST_CASE("an order is read as it was at a version") {
  auto log = tutorial();
  const auto order = read_order(log.reader(), o1, version{2});
  REQUIRE(order);
  CHECK(order->version == version{2});
  CHECK(order->position == position{2});
  REQUIRE(std::holds_alternative<pending_order>(order->state));
  CHECK(total_of(order->state) == amount{5998});
  CHECK(content_of(order->state)->lines.size() == 1);
}

TEST_CASE("a version past the last one is the last one's, and at version 0 there was no order") {
  auto log = tutorial();
  const auto late = read_order(log.reader(), o1, version{100});
  REQUIRE(late);
  CHECK(late->version == version{7});
  CHECK_FALSE(read_order(log.reader(), o1, version{0}));
}

TEST_CASE("an order is read as of a time: with what had happened until then, that instant included") {
  auto log = tutorial();
  const auto version_at = [&](timestamp t) {
    const auto order = read_order(log.reader(), o1, t);
    return order ? order->version : version{0};
  };
  CHECK(version_at(order_log::hour(15)) == version{6});
  CHECK(version_at(order_log::hour(14)) == version{6});
  CHECK(version_at({order_log::hour(14).microseconds - 1}) == version{4});
  CHECK(version_at(order_log::hour(100)) == version{7});
  CHECK(version_at({order_log::hour(10).microseconds - 1}) == version{0});
  CHECK(std::holds_alternative<paid_order>(read_order(log.reader(), o1, order_log::hour(15))->state));
}

TEST_CASE("there is nothing to read of an order that never was") {
  auto log = tutorial();
  CHECK_FALSE(read_order(log.reader(), order_id{"order-003"}));
  CHECK(read_order_history(log.reader(), order_id{"order-003"}).empty());
}

TEST_CASE("an order's history is every event, decoded, with what is recorded of it") {
  auto log = tutorial();
  const auto history = read_order_history(log.reader(), o1);
  REQUIRE(history.size() == 7);
  CHECK(history.front().recorded.version == version{1});
  CHECK(history.front().recorded.user == "anna");
  CHECK(history[1].recorded.position == position{2});
  CHECK(history[1].recorded.occurred_at == order_log::hour(11));
  CHECK(describe(history[1].event) == "2 × Widget at 29.99 USD added");
  CHECK(std::holds_alternative<order_shipped>(history.back().event));
}

TEST_CASE("the state at each version is the fold of the events up to it") {
  auto log = tutorial();
  order_state folded;
  for (const auto& entry : read_order_history(log.reader(), o1)) {
    folded = evolve(std::move(folded), entry.event, entry.recorded.occurred_at);
    const auto order = read_order(log.reader(), o1, entry.recorded.version);
    REQUIRE(order);
    CHECK(order->state == folded);
  }
}

TEST_CASE("an event that cannot be understood names its position, once somebody needs it") {
  auto log = tutorial();
  log.at(17).write_raw(o1, "OrderTeleported", "{}");
  CHECK(read_order(log.reader(), o1, version{7}));
  try {
    static_cast<void>(read_order(log.reader(), o1));
    FAIL("it was read");
  } catch (const store_error& error) {
    CHECK(error.code() == store_errc::corrupt);
    CHECK_THAT(error.what(), Contains("9") && Contains("OrderTeleported"));
  }
  CHECK_THROWS_AS(read_order_history(log.reader(), o1), store_error);
}
