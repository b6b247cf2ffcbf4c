#include "../served_shop.hpp"
#include "../shop_words.hpp"
#include "docket/service/reads/reads.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::service;
using namespace docket::service::testing;
using json = nlohmann::json;

namespace {

// order-1: created with an item and placed at 9:00 (versions 1 to 3), paid at 10:00 (4 and 5).
class shop_with_an_order : public served_shop {
public:
  shop_with_an_order() {
    serve(order_read_routes(context()));
    done(new_order("order-1"), at_time("2026-03-01T09:00:00Z"));
    paid = done(record_payment{order_id{"order-1"}, payment_id{"pay-1"}, 59.98_money, "card"},
                at_time("2026-03-01T10:00:00Z"));
  }

  receipt paid;
};

} // namespace

TEST_CASE("an order is read as it is, with its version and position") {
  shop_with_an_order shop;
  const auto answer = shop.get("/orders/order-1");
  REQUIRE(answer.status == 200);
  CHECK(answer.body == to_json(*shop.shop().order("order-1").now()));
  CHECK(header(answer, "ETag") == "\"5\"");
  CHECK(header(answer, "Docket-Version") == "5");
  CHECK(header(answer, "Docket-Position") == "5");
  CHECK(header(answer, "Content-Type") == "application/json; charset=utf-8");
  CHECK(header(answer, "Vary") == "Authorization");
  CHECK(shop.get("/api/orders/order-1").body == answer.body);
}

TEST_CASE("an order that is not there is not found, whatever its id") {
  shop_with_an_order shop;
  for (const auto* path :
       {"/orders/order-2", "/orders/no%20id", "/orders/order-2/history", "/orders/order-2/events",
        "/orders/no%20id/history", "/orders/no%20id/events", "/orders/order-2?version=1",
        "/orders/order-2?asOf=2026-03-01T10:00:00Z", "/orders/no%20id/details"})
    CHECK(outcome(shop.get(path)) == "404 order_not_found");
  CHECK(outcome(shop.get("/orders/order-2/details")) == "404 order_unknown");
  CHECK(outcome(shop.get("/orders/order-2/difference?from=1")) == "404 order_unknown");
}

TEST_CASE("who has an order as it is need not be sent it again") {
  shop_with_an_order shop;
  const auto same = shop.get("/orders/order-1", {{"If-None-Match", "\"4\", W/\"5\""}});
  CHECK(same.status == 304);
  CHECK_FALSE(same.header("Content-Type"));
  CHECK(header(same, "ETag") == "\"5\"");
  CHECK(shop.get("/orders/order-1", {{"If-None-Match", "\"4\""}}).status == 200);
  shop.done(confirm_order{order_id{"order-1"}});
  const auto changed = shop.get("/orders/order-1", {{"If-None-Match", "\"5\""}});
  CHECK(changed.status == 200);
  CHECK(json::parse(changed.body).at("status") == "confirmed");
}

TEST_CASE("an order is read after any of its events, as of a time, and at a position") {
  shop_with_an_order shop;
  const auto status = [&](const std::string& point) {
    return shop.json("/orders/order-1?" + point).at("status");
  };
  CHECK(status("version=1") == "pending");
  CHECK(status("version=3") == "placed");
  CHECK(status("asOf=2026-03-01T09:59:59Z") == "placed");
  CHECK(status("asOf=2026-03-01T11:00:00%2B01:00") == "paid");
  CHECK(status("atPosition=2") == "pending");
  CHECK(status("atPosition=5") == "paid");
  CHECK(status("asOf=2026-03-01T10:00:00Z&atPosition=3") == "placed");
  CHECK(status("asOf=2026-03-01T09:00:00Z&atPosition=5") == "placed");
  CHECK(header(shop.get("/orders/order-1?version=3"), "ETag") == "\"3\"");
}

TEST_CASE("points that an order never had are refused by name") {
  shop_with_an_order shop;
  const auto outcome_at = [&](const std::string& point) {
    return outcome(shop.get("/orders/order-1?" + point));
  };
  CHECK(outcome_at("version=6") == "404 version_unknown");
  CHECK(outcome_at("version=0") == "400 bad_parameter");
  CHECK(outcome_at("version=1&atPosition=1") == "400 bad_parameter");
  CHECK(outcome_at("asOf=yesterday") == "400 bad_parameter");
  CHECK(outcome_at("asOf=2026-03-01T08:00:00Z") == "404 order_not_found");
  CHECK(outcome_at("atPosition=0") == "404 order_not_found");
  CHECK(outcome_at("atPosition=6") == "400 at_position_past_the_end");
  CHECK(outcome_at("atLeast=6") == "503 view_behind");
  CHECK(outcome_at("atLeast=5") == "200");
  CHECK(outcome_at("colour=red") == "400 unknown_parameter");
}

TEST_CASE("who has a receipt sees what it is for, however often the order was read before") {
  shop_with_an_order shop;
  shop.done(new_order("order-2", "cust-2", false));
  for (int pieces = 1; pieces <= 50; ++pieces) {
    (void)shop.get("/orders/order-2");
    const auto receipt =
        shop.done(change_quantity{order_id{"order-2"}, product_id{"widget"}, quantity{pieces + 2}});
    const auto seen = shop.json("/orders/order-2");
    REQUIRE(seen.at("version") == value(receipt.version));
    REQUIRE(seen.at("lines").at(0).at("quantity") == pieces + 2);
  }
}

TEST_CASE("an order is read as it is while nothing happens, while others change, and when it does") {
  shop_with_an_order shop;
  const auto seen = [&] { return shop.get("/orders/order-1"); };
  const auto first = seen().body;
  CHECK(seen().body == first); // Nothing has happened.
  shop.as_reader();
  CHECK(json::parse(seen().body).at("version") == 5); // What others may see is kept apart.
  shop.who.roles = role_set::all();
  for (int round = 0; round < 3; ++round) {
    const auto other = "order-" + std::to_string(2 + round);
    shop.done(new_order(other));
    CHECK(seen().body == first);
    CHECK(shop.json("/orders/" + other).at("orderId") == other);
  }
  shop.done(confirm_order{order_id{"order-1"}});
  CHECK(json::parse(seen().body).at("version") == 6);
  CHECK(json::parse(seen().body).at("status") == "confirmed");
}

TEST_CASE("the history of an order has each event with a sentence") {
  shop_with_an_order shop;
  const auto answer = shop.get("/orders/order-1/history");
  const auto history = json::parse(answer.body);
  CHECK(history.at("orderId") == "order-1");
  CHECK(history.at("version") == 5);
  CHECK(history.at("position") == 5);
  REQUIRE(history.at("events").size() == 5);
  CHECK(history.at("events").at(1).at("description") == "2 × Widget at 29.99 USD added");
  CHECK(history.at("events").at(4).at("type") == "OrderPaid");
  CHECK(header(answer, "ETag") == "\"5\"");
  CHECK(outcome(shop.get("/orders/order-1/history?limit=1")) == "400 unknown_parameter");
}

TEST_CASE("pages of an order's events fit together, and lead to each other") {
  shop_with_an_order shop;
  json all = json::array();
  std::string target = "/api/orders/order-1/events?limit=2";
  for (int pages = 1; !target.empty(); ++pages) {
    REQUIRE(pages <= 3);
    const auto page = shop.get(target);
    REQUIRE(page.status == 200);
    const auto events = json::parse(page.body);
    for (const auto& event : events.at("events"))
      all.push_back(event.at("version"));
    const auto link = header(page, "Link");
    CHECK(link.empty() == events.at("next").is_null());
    target = link.substr(link.empty() ? 0 : 1, link.find('>') == link.npos ? 0 : link.find('>') - 1);
    if (!target.empty()) CHECK(target.starts_with("/api/orders/order-1/events?limit=2&from="));
  }
  CHECK(all == json{1, 2, 3, 4, 5});
  CHECK(outcome(shop.get("/orders/order-1/events?limit=0")) == "400 bad_parameter");
}

TEST_CASE("what sets two versions of an order apart is told field by field") {
  shop_with_an_order shop;
  const auto at_least = "&atLeast=" + std::to_string(value(shop.paid.last));
  const auto told = shop.json("/orders/order-1/difference?from=3&to=5" + at_least);
  CHECK(told.at("before").at("version") == 3);
  CHECK(told.at("after").at("version") == 5);
  bool tells_status = false;
  for (const auto& field : told.at("fields"))
    tells_status |= field == json{{"field", "status"}, {"before", "placed"}, {"after", "paid"}};
  CHECK(tells_status);
  CHECK(shop.json("/orders/order-1/difference?from=3" + at_least).at("after").at("version") == 5);
  CHECK(outcome(shop.get("/orders/order-1/difference?to=3")) == "400 bad_parameter");
  CHECK(outcome(shop.get("/orders/order-1/difference?from=3&to=9" + at_least)) == "404 version_unknown");
}

TEST_CASE("details are those of the order's view, when it knows of the receipt") {
  shop_with_an_order shop;
  const auto target = "/orders/order-1/details?atLeast=" + std::to_string(value(shop.paid.last));
  const auto answer = shop.get(target);
  REQUIRE(answer.status == 200);
  const auto details = json::parse(answer.body);
  CHECK(details.at("order") == shop.json("/orders/order-1"));
  CHECK(details.at("timeline").size() == 5);
  CHECK(header(answer, "Docket-Version") == "5");
  CHECK(header(answer, "Docket-Position") == "5");
  CHECK(shop.get(target, {{"If-None-Match", header(answer, "ETag")}}).status == 304);
  CHECK(json::parse(shop.get(target + "&version=3").body).at("order").at("status") == "placed");
}

TEST_CASE("an order without a fulfilment says so") {
  shop_with_an_order shop;
  CHECK(outcome(shop.get("/orders/order-1/fulfilment")) == "404 fulfilment_not_found");
  CHECK(outcome(shop.get("/orders/no%20id/fulfilment")) == "404 fulfilment_not_found");
}
