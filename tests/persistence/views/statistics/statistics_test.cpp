#include "views/core/view_fixture.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/views/statistics/statistics_projection.hpp"
#include "docket/persistence/views/statistics/statistics_query.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

namespace {

using events = std::vector<order_event>;

class small_shop {
public:
  void create(std::string_view order, std::string_view customer, std::string_view code = "USD", int fee = 0) {
    room.write<order_stream>(
        order, events{order_created{customer_id{customer}, currency{code}, amount{fee}, nullptr}});
  }
  void add(std::string_view order, std::string_view product, int pieces, int price,
           std::string_view code = "USD") {
    room.write<order_stream>(
        order, events{item_added{product_id{product}, "", quantity{pieces}, amount{price}, currency{code}}});
  }
  void write(std::string_view order, const events& all) { room.write<order_stream>(order, all); }

  std::string ask(statistics_by by, const moment& at = {}, statistics_sort sort = statistics_sort::orders) {
    for (const auto& make : {make_customer_statistics, make_product_statistics, make_calendar})
      room.run(*make());
    auto view = room.read(projection_of(by));
    return to_json(*query_statistics(view, {.by = by, .sort = sort, .asked = at, .in = {}, .key = {}}));
  }

  view_room room;

private:
  using order_stream = docket::order;
};

} // namespace

TEST_CASE("statistics are written as the rows that people ask for") {
  small_shop shop;
  shop.create("o-1", "anna", "USD", 490);
  shop.add("o-1", "widget", 2, 2'999);
  CHECK(
      shop.ask(statistics_by::customer) ==
      R"({"rows":[{"key":"anna","orders":1,"total":"64.88","quantity":2,"revenue":"59.98","currency":"USD"}],"position":2})");
  CHECK(
      shop.ask(statistics_by::product) ==
      R"({"rows":[{"key":"widget","orders":1,"total":"64.88","quantity":2,"revenue":"59.98","currency":"USD"}],"position":2})");
  CHECK(shop.ask(statistics_by::month).find(R"("key":"2026-03","orders":1)") != std::string::npos);
  CHECK(shop.ask(statistics_by::day).find(R"("key":"2026-03-01","orders":1)") != std::string::npos);
}

TEST_CASE("a product whose lines were all removed is not counted, an order without lines is") {
  small_shop shop;
  shop.create("o-1", "anna");
  shop.add("o-1", "widget", 1, 500);
  shop.write("o-1", {item_removed{product_id{"widget"}}});
  CHECK(shop.ask(statistics_by::product) == R"({"rows":[],"position":3})");
  CHECK(shop.ask(statistics_by::product, {{}, position{2}}).find("widget") != std::string::npos);
  CHECK(
      shop.ask(statistics_by::customer) ==
      R"({"rows":[{"key":"anna","orders":1,"total":"0.00","quantity":0,"revenue":"0.00","currency":"USD"}],"position":3})");
}

TEST_CASE("an order counts for all its products with its whole total, whichever line changes") {
  small_shop shop;
  shop.create("o-1", "anna");
  shop.add("o-1", "widget", 1, 500);
  shop.add("o-1", "gadget", 1, 700);
  shop.write("o-1", {quantity_changed{product_id{"gadget"}, quantity{3}}});
  CHECK(
      shop.ask(statistics_by::product) ==
      R"({"rows":[{"key":"gadget","orders":1,"total":"26.00","quantity":3,"revenue":"21.00","currency":"USD"},)"
      R"({"key":"widget","orders":1,"total":"26.00","quantity":1,"revenue":"5.00","currency":"USD"}],"position":4})");
}

TEST_CASE("money of several currencies is never added up, and sorted by its number") {
  small_shop shop;
  shop.create("o-1", "anna", "JPY", 500);
  shop.create("o-2", "anna", "KWD", 600'000);
  shop.create("o-3", "anna", "USD", 55'000);
  CHECK(
      shop.ask(statistics_by::customer, {}, statistics_sort::total) ==
      R"({"rows":[{"key":"anna","orders":1,"total":"600.000","quantity":0,"revenue":"0.000","currency":"KWD"},)"
      R"({"key":"anna","orders":1,"total":"550.00","quantity":0,"revenue":"0.00","currency":"USD"},)"
      R"({"key":"anna","orders":1,"total":"500","quantity":0,"revenue":"0","currency":"JPY"}],"position":3})");
}

TEST_CASE("a position in the middle of an append is a moment like any other") {
  small_shop shop;
  shop.write("o-1", {order_created{customer_id{"anna"}, currency{"USD"}, amount{}, nullptr},
                     item_added{product_id{"widget"}, "", quantity{1}, amount{100}, currency{"USD"}},
                     item_added{product_id{"gadget"}, "", quantity{1}, amount{200}, currency{"USD"}}});
  CHECK(shop.ask(statistics_by::customer, {{}, position{2}}).find(R"("total":"1.00")") != std::string::npos);
  CHECK(shop.ask(statistics_by::product, {{}, position{2}}).find("gadget") == std::string::npos);
  CHECK(shop.ask(statistics_by::customer, {{}, position{0}}).find(R"("rows":[])") != std::string::npos);
}

TEST_CASE("statistics of one key, or one currency, are that and no more") {
  small_shop shop;
  shop.create("o-1", "anna");
  shop.create("o-2", "bert");
  shop.create("o-3", "anna", "JPY");
  (void)shop.ask(statistics_by::customer);
  auto view = shop.room.read("customer_statistics");
  const auto rows = [&](statistics_query query) { return query_statistics(view, query)->rows.size(); };
  CHECK(rows({.asked = {}, .in = {}, .key = "anna"}) == 2);
  CHECK(rows({.asked = {}, .in = currency{"JPY"}, .key = {}}) == 1);
  CHECK(rows({.asked = {}, .in = {}, .key = "nobody"}) == 0);
  CHECK(rows({.asked = {{}, position{1}}, .in = {}, .key = "bert"}) == 0);
}

TEST_CASE("questions for statistics that make no sense are refused by name") {
  small_shop shop;
  shop.create("o-1", "anna");
  (void)shop.ask(statistics_by::customer);
  auto view = shop.room.read("customer_statistics");
  const auto rule = [&](statistics_query query) { return query_statistics(view, query).error().rule; };
  CHECK(rule({.limit = 0, .asked = {}, .in = {}, .key = {}}) == "page_size_out_of_range");
  CHECK(rule({.limit = 1'000'000, .asked = {}, .in = {}, .key = {}}) == "page_size_out_of_range");
  CHECK(rule({.asked = {{}, position{2}}, .in = {}, .key = {}}) == "at_position_past_the_end");
  CHECK(rule({.asked = {view_room::hour(1), position{1}}, .in = {}, .key = {}}) == "one_bound_only");
  CHECK(parse_statistics_by("colour").error().rule == "unknown_statistics");
  CHECK(parse_statistics_sort("colour").error().rule == "unknown_sort");
  CHECK(*parse_statistics_by("month") == statistics_by::month);
  CHECK(*parse_statistics_sort("revenue") == statistics_sort::revenue);
}
