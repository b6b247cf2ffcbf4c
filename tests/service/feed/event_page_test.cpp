#include "feed_shop.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::service;
using namespace docket::service::testing;
using json = nlohmann::json;

TEST_CASE("pages of the log fit together, and the last one says so") {
  feed_shop shop;
  for (int n = 0; n < 4; ++n)
    shop.done(new_order("order-" + std::to_string(n))); // Three events each.
  std::vector<std::uint64_t> seen;
  std::string target = "/api/events?limit=5";
  for (int pages = 1; !target.empty(); ++pages) {
    REQUIRE(pages <= 3);
    const auto page = shop.get(target);
    REQUIRE(page.status == 200);
    const auto events = json::parse(page.body);
    for (const auto& event : events.at("events"))
      seen.push_back(event.at("position").get<std::uint64_t>());
    CHECK(events.at("position") == 12);
    CHECK(header(page, "Docket-Position") == "12");
    const auto link = header(page, "Link");
    CHECK(link.empty() == events.at("next").is_null());
    target = link.empty() ? "" : link.substr(1, link.find('>') - 1);
  }
  CHECK(seen == positions(1, 12));
}

TEST_CASE("a page has the events that are asked for") {
  feed_shop shop;
  shop.done(new_order("order-1"));
  shop.done(new_order("order-2"));
  shop.done(receive_stock{product_id{"order-2"}, quantity{1}}); // A product may be called like an order.
  const auto found = [&](const std::string& query) {
    const auto page = shop.json("/events?" + query);
    std::vector<std::uint64_t> at;
    for (const auto& event : page.at("events"))
      at.push_back(event.at("position").get<std::uint64_t>());
    return at;
  };
  CHECK(found("from=4") == positions(5, 7));
  CHECK(found("type=OrderPlaced") == std::vector<std::uint64_t>{3, 6});
  CHECK(found("type=OrderPlaced&type=OrderCreated") == std::vector<std::uint64_t>{1, 3, 4, 6});
  CHECK(found("order=order-2") == positions(4, 6));
  CHECK(found("order=order-2&type=OrderPlaced") == std::vector<std::uint64_t>{6});
  CHECK(found("order=order-2&limit=1") == std::vector<std::uint64_t>{4});
  CHECK(found("order=order-2&limit=2&from=4") == positions(5, 6));
  CHECK(found("order=order-3").empty());
  CHECK(shop.json("/events?order=order-1").at("next").is_null());
}

TEST_CASE("pages that cannot be meant are refused by name") {
  feed_shop shop;
  shop.done(new_order("order-1"));
  const auto refused = [&](const std::string& query) { return outcome(shop.get("/events?" + query)); };
  CHECK(refused("from=4") == "400 at_position_past_the_end");
  CHECK(refused("from=-1") == "400 bad_parameter");
  CHECK(refused("limit=0") == "400 bad_parameter");
  CHECK(refused("order=no%20id") == "400 bad_parameter");
  CHECK(refused("order=") == "400 bad_parameter");
  CHECK(refused("colour=red") == "400 unknown_parameter");
  CHECK(refused("from=3") == "200");
}

TEST_CASE("who has a page already need not be sent it again") {
  feed_shop shop;
  shop.done(new_order("order-1"));
  const auto tag = header(shop.get("/events"), "ETag");
  CHECK(shop.get("/events", {{"If-None-Match", tag}}).status == 304);
  shop.done(new_order("order-2"));
  CHECK(shop.get("/events", {{"If-None-Match", tag}}).status == 200);
}

TEST_CASE("an event of the log shows names to who may see them") {
  feed_shop shop;
  shop.done(orders_of_zoe("order-1"));
  CHECK(shop.get("/events").body.find("Quist") != std::string::npos);
  shop.as_reader();
  CHECK(shop.get("/events").body.find("Quist") == std::string::npos);
  CHECK(shop.json("/events").at("events").at(0).at("data").at("personal") == "withheld");
}
