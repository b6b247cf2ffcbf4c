#include "views/core/view_fixture.hpp"
#include "views/statistics/shop_history.hpp"

#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/views/details/order_details.hpp"
#include "docket/persistence/views/details/order_details_projection.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

namespace {

const currency usd{"USD"};

// An order of two widgets that is paid at eleven, shipped at twelve and delivered a day later. What happened
// at ten is recorded at ten, but for the payment: that is recorded at thirteen.
class told_order {
public:
  told_order() {
    room.at(10).write<order>("o-1", created());
    room.at(10).write<order>("other", created());
    room.at(view_room::hour(13)).occurred(view_room::hour(11));
    room.write<order, order_event>("o-1", {payment_received{payment_id{"pay-1"}, amount{2'000}, usd, "card"},
                                           order_paid{amount{2'000}, usd}});
    room.write<payment, payment_event>(
        "pay-1", {payment_requested{order_id{"o-1"}, amount{2'000}, usd, "card"}, payment_authorised{"ref"},
                  payment_captured{amount{2'000}, usd, "ref"}});
    room.at(12 + 2).write<shipment, shipment_event>(
        "ship-1", {shipment_requested{order_id{"o-1"}, {{product_id{"widget"}, quantity{2}}}}});
    room.at(15).write<shipment, shipment_event>("ship-1", {shipment_dispatched{"UPS", "1Z", {}}});
    room.write<order, order_event>("o-1", {order_shipped{"1Z", "UPS", {}}});
    room.at(24 + 15).write<order, order_event>("o-1", {order_delivered{}});
    room.run(kept);
  }

  static std::vector<order_event> created() {
    return {order_created{customer_id{"anna"}, usd, amount{0}, nullptr},
            item_added{product_id{"widget"}, "Widget", quantity{2}, amount{1'000}, usd},
            order_placed{amount{2'000}, usd, "card"}};
  }

  expected<order_details, query_refusal> ask(const details_query& query) {
    auto view = room.read("order_details");
    return query_details(view, room.log_of(), query);
  }
  expected<order_difference, query_refusal> compare(const details_query& before, const details_query& after) {
    auto view = room.read("order_details");
    return query_difference(view, room.log_of(), before, after);
  }

  view_room room;
  order_details_projection kept;
};

const order_id o1{"o-1"};

std::vector<std::string> words_of(const order_details& details) {
  std::vector<std::string> words;
  for (const auto& entry : details.timeline)
    words.push_back(entry.what);
  return words;
}

} // namespace

TEST_CASE("details tell everything about an order, and nothing of others") {
  told_order told;
  const auto now = told.ask({o1});
  REQUIRE(now);
  CHECK(phase_name(now->order.state) == "delivered");
  REQUIRE(now->payments.size() == 1);
  CHECK(phase_name(now->payments.front().state) == "captured");
  REQUIRE(now->shipments.size() == 1);
  CHECK(phase_name(now->shipments.front().state) == "dispatched");
  CHECK_FALSE(now->fulfilment);
  CHECK(now->position == told.room.head());
  CHECK(words_of(*now) == std::vector<std::string>{
                              "Order created for customer anna in USD", "2 × Widget at 10.00 USD added",
                              "Order placed, total 20.00 USD, to be paid by card",
                              "Payment pay-1 of 20.00 USD received by card", "Order paid, 20.00 USD in all",
                              "Payment of 20.00 USD by card requested", "Payment authorised",
                              "Payment of 20.00 USD taken", "Shipment of 2 pieces requested",
                              "Parcel dispatched by UPS, tracking number 1Z",
                              "Order shipped by UPS, tracking number 1Z", "Order delivered"});
}

TEST_CASE("an order's status history says since when and how long") {
  told_order told;
  const auto now = told.ask({o1});
  REQUIRE(now);
  const auto& history = now->status_history;
  REQUIRE(history.size() == 5);
  CHECK(history[0].status == "pending");
  CHECK(history[1].status == "placed");
  CHECK(history[1].until == view_room::hour(11));
  CHECK(history[2].status == "paid");
  CHECK(history[3].status == "shipped");
  CHECK(history[3].until->microseconds - history[3].since.microseconds == 24 * 3'600'000'000);
  CHECK(history[4].status == "delivered");
  CHECK_FALSE(history[4].until);
}

TEST_CASE("what was known at one time of what had happened by another") {
  told_order told;
  const auto before_payment = position{6}; // Both orders are created and placed.
  const auto status_at = [&](std::optional<timestamp> as_of, std::optional<position> at) {
    return std::string{phase_name(told.ask({o1, {as_of, at}, {}})->order.state)};
  };
  CHECK(status_at(view_room::hour(11), {}) == "paid");
  CHECK(status_at({}, before_payment) == "placed");
  CHECK(status_at(view_room::hour(11), before_payment) == "placed"); // It was paid, and nobody knew.
  CHECK(status_at(view_room::hour(10), told.room.head()) == "placed");
  CHECK(status_at({}, position{2}) == "pending"); // In the middle of an append.
}

TEST_CASE("details at a version are those of the moment of its event") {
  told_order told;
  const auto placed = told.ask({o1, {}, version{3}});
  REQUIRE(placed);
  CHECK(phase_name(placed->order.state) == "placed");
  CHECK(placed->order.version == version{3});
  CHECK(placed->payments.empty());
  CHECK(told.ask({o1, {}, version{99}}).error().rule == "version_unknown");
  CHECK(told.ask({o1, {}, version{0}}).error().rule == "version_unknown");
}

TEST_CASE("details of what is not there are refused") {
  told_order told;
  CHECK(told.ask({order_id{"nobody"}}).error().rule == "order_unknown");
  CHECK(told.ask({o1, {view_room::hour(9), {}}, {}}).error().rule == "order_unknown");
  CHECK(told.ask({o1, {{}, position{0}}, {}}).error().rule == "order_unknown");
  CHECK(told.ask({o1, {{}, position{1'000}}, {}}).error().rule == "at_position_past_the_end");
}

TEST_CASE("details show nothing that the view does not know yet") {
  told_order told;
  const auto known = told.room.head();
  told.room.at(50).write<order, order_event>("o-1", {order_delivered{}});
  CHECK(told.ask({o1})->position == known);
  CHECK(told.ask({o1})->order.position <= known);
}

TEST_CASE("two versions of an order differ in what changed and nothing else") {
  told_order told;
  const auto found = told.compare({o1, {}, version{1}}, {o1, {}, version{2}});
  REQUIRE(found);
  CHECK(found->fields == std::vector<field_difference>{{"total", "0.00", "20.00"},
                                                       {"amountDue", "0.00", "20.00"},
                                                       {"lines.widget.productId", {}, "widget"},
                                                       {"lines.widget.name", {}, "Widget"},
                                                       {"lines.widget.quantity", {}, "2"},
                                                       {"lines.widget.unitPrice", {}, "10.00"}});
  CHECK(told.compare({o1}, {o1})->fields.empty());
  const auto back = told.compare({o1, {}, version{3}}, {o1, {}, version{1}});
  CHECK(back->fields.front() == field_difference{"status", "placed", "pending"});
  CHECK(told.compare({o1, {}, version{9}}, {o1}).error().rule == "version_unknown");
}

TEST_CASE("details are written as JSON") {
  told_order told;
  const auto json = to_json(*told.ask({o1, {}, version{3}}));
  CHECK(
      json.find(
          R"("timeline":[{"position":1,"occurredAt":"2026-03-01T10:00:00Z","recordedAt":"2026-03-01T10:00:00Z",)"
          R"("about":"order","id":"o-1","type":"OrderCreated","what":"Order created for customer anna in USD"})") !=
      std::string::npos);
  CHECK(json.find(R"("statusHistory":[{"status":"pending","since":"2026-03-01T10:00:00Z","position":1,)"
                  R"("until":"2026-03-01T10:00:00Z","seconds":0},{"status":"placed",)") != std::string::npos);
  CHECK(to_json(*told.compare({o1, {}, version{2}}, {o1, {}, version{3}})) ==
        R"({"orderId":"o-1","before":{"version":2,"position":2},"after":{"version":3,"position":3},)"
        R"("fields":[{"field":"status","before":"pending","after":"placed"},)"
        R"({"field":"placedAt","after":"2026-03-01T10:00:00Z"}],"position":)" +
            std::to_string(value(told.room.head())) + "}");
}

TEST_CASE("details at any moment are a fold of the order's events up to it") {
  view_room room;
  shop_history shop{room, {200, 20, 10, {"USD", "JPY", "KWD"}}, arrival::anyhow, 11};
  shop.write();
  order_details_projection kept;
  room.run(kept, 70);
  auto view = room.read("order_details");
  const auto head = static_cast<int>(value(room.head()));
  for (int i = 0; i < 400; ++i) {
    const order_id id{"o-" + std::to_string(shop.below(200))};
    moment at;
    if (shop.below(3) > 0) at.as_of = shop.some_time();
    if (shop.below(3) > 0) at.at = position{static_cast<std::uint64_t>(shop.below(head + 1))};
    order_state state;
    for (const auto& entry : read_order_history(room.log_of(), id))
      if ((!at.as_of || entry.recorded.occurred_at <= *at.as_of) &&
          (!at.at || entry.recorded.position <= *at.at))
        state = evolve(std::move(state), entry.event, entry.recorded.occurred_at);
    const auto found = query_details(view, room.log_of(), {id, at, {}});
    if (std::holds_alternative<no_order>(state))
      REQUIRE(found.error().rule == "order_unknown");
    else
      REQUIRE(found->order.state == state);
  }
}
