#include "../served_shop.hpp"
#include "../shop_words.hpp"
#include "docket/service/reads/reads.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace docket;
using namespace docket::service;
using namespace docket::service::testing;
using json = nlohmann::json;

namespace {

// order-1 to order-5 at 9:01 to 9:05, of cust-1 and cust-2 in turn; order-5 is not placed.
class shop_with_orders : public served_shop {
public:
  shop_with_orders() {
    serve(order_list_routes(context()));
    serve(shop_view_routes(context()));
    for (int n = 1; n <= 5; ++n) {
      const auto number = std::to_string(n);
      last = done(new_order("order-" + number, n % 2 == 1 ? "cust-1" : "cust-2", n < 5),
                  at_time("2026-03-01T09:0" + number + ":00Z"))
                 .last;
    }
    known = "atLeast=" + std::to_string(value(last));
  }

  [[nodiscard]] std::string ids(const std::string& target) {
    std::string found;
    const auto page = json(target);
    for (const auto& order : page.at("orders"))
      found += (found.empty() ? "" : " ") + order.at("orderId").get<std::string>();
    return found;
  }

  position last{};
  std::string known;
};

// What `rel="next"` leads to; empty for the last page.
std::string next_of(const http_response& page) {
  const auto link = header(page, "Link");
  if (link.empty()) return {};
  CHECK(link.ends_with(">; rel=\"next\""));
  return link.substr(1, link.find('>') - 1);
}

} // namespace

TEST_CASE("orders are listed by what is asked for, newest first") {
  shop_with_orders shop;
  const auto ids = [&](const std::string& query) { return shop.ids("/orders?" + shop.known + "&" + query); };
  CHECK(ids("") == "order-5 order-4 order-3 order-2 order-1");
  CHECK(ids("customer=cust-2") == "order-4 order-2");
  CHECK(ids("status=pending") == "order-5");
  CHECK(ids("status=pending&status=placed&order=asc&limit=2") == "order-1 order-2");
  CHECK(ids("createdFrom=2026-03-01T09:02:00Z&createdTo=2026-03-01T09:03:00Z") == "order-3 order-2");
  CHECK(ids("amountFrom=59.99") == "");
  CHECK(ids("amountTo=59.98&currency=USD&sort=updated&limit=1") == "order-5");
  CHECK(ids("product=gadget") == "");
  CHECK(ids("text=order-3") == "order-3");
  CHECK(ids("asOf=2026-03-01T09:02:30Z") == "order-2 order-1");
  CHECK(ids("atPosition=3") == "order-1");
  CHECK(shop.ids("/orders/customer/cust-2?" + shop.known) == "order-4 order-2");
  CHECK(shop.ids("/search?q=order-4&" + shop.known) == "order-4");
}

TEST_CASE("questions that cannot be meant are refused by name") {
  shop_with_orders shop;
  const auto refused = [&](const std::string& target) { return outcome(shop.get(target)); };
  CHECK(refused("/orders?status=lost") == "400 unknown_status");
  CHECK(refused("/orders?currency=dollars") == "400 bad_parameter");
  CHECK(refused("/orders?limit=1001") == "400 bad_parameter");
  CHECK(refused("/orders?sort=colour") == "400 bad_parameter");
  CHECK(refused("/orders?cursor=abc") == "400 cursor_broken");
  CHECK(refused("/orders?amountFrom=2&amountTo=1&" + shop.known) == "400 from_after_to");
  CHECK(refused("/orders?atPosition=99") == "400 at_position_past_the_end");
  CHECK(refused("/orders/customer/cust-1?customer=cust-2") == "400 unknown_parameter");
  CHECK(refused("/search") == "400 empty_search");
  CHECK(refused("/search?q=%20") == "400 empty_search");
  CHECK(refused("/search?text=order") == "400 unknown_parameter");
  CHECK(refused("/statistics/colour") == "404 unknown_statistics");
  CHECK(refused("/statistics/day?sort=colour") == "400 unknown_sort");
  CHECK(refused("/fulfilments?phase=lost") == "400 unknown_status");
  CHECK(refused("/stock/widget") == "404 product_not_found");
}

TEST_CASE("a view that is not kept is not found") {
  served_shop shop{[](config& settings) { settings.projections.clear(); }};
  shop.serve(order_list_routes(shop.context()));
  CHECK(outcome(shop.get("/orders")) == "404 unknown_projection");
  CHECK(outcome(shop.get("/orders?atLeast=1")) == "404 unknown_projection");
}

TEST_CASE("what waits for a view that will not come is told when the engine stops") {
  shop_with_orders shop;
  auto waiting = shop.ask("/counts?atLeast=1000000");
  shop.shop().stop();
  CHECK(waiting.get().head.status == 503);
}

TEST_CASE("pages of a list put together are the whole answer, whatever is written meanwhile") {
  shop_with_orders shop;
  std::multiset<std::string> seen;
  std::string target = "/api/orders?limit=2&status=placed&" + shop.known;
  for (int pages = 1; !target.empty(); ++pages) {
    REQUIRE(pages <= 2);
    const auto page = shop.get(target);
    REQUIRE(page.status == 200);
    const auto list = json::parse(page.body);
    for (const auto& order : list.at("orders"))
      seen.insert(order.at("orderId").get<std::string>());
    CHECK(list.at("position") == value(shop.last));
    shop.done(new_order("later-" + std::to_string(pages)));
    target = next_of(page);
    if (!target.empty())
      CHECK(target.starts_with("/api/orders?limit=2&status=placed&" + shop.known + "&cursor="));
  }
  CHECK(seen == std::multiset<std::string>{"order-1", "order-2", "order-3", "order-4"});
}

TEST_CASE("the page after the next one is asked for with one cursor") {
  shop_with_orders shop;
  const auto second = next_of(shop.get("/orders?limit=1&" + shop.known));
  const auto third = next_of(shop.get(second));
  CHECK(third.find("cursor=") == third.rfind("cursor="));
  CHECK(shop.ids(third) == "order-3");
}

TEST_CASE("who writes reads in a list what was written") {
  shop_with_orders shop;
  for (int n = 0; n < 20; ++n) {
    const auto id = "fresh-" + std::to_string(n);
    const auto receipt = shop.done(new_order(id));
    REQUIRE(shop.ids("/orders?limit=1&atLeast=" + std::to_string(value(receipt.last))) == id);
  }
}

TEST_CASE("who has the answer of a view already need not be sent it again") {
  shop_with_orders shop;
  const auto target = "/counts?" + shop.known;
  const auto counts = shop.get(target);
  REQUIRE(counts.status == 200);
  CHECK(json::parse(counts.body).at("counts").at("placed") == 4);
  CHECK(header(counts, "Docket-Position") == std::to_string(value(shop.last)));
  const auto tag = header(counts, "ETag");
  CHECK(tag.starts_with("W/\""));
  CHECK(shop.get(target, {{"If-None-Match", tag}}).status == 304);
  const auto placed = shop.done(place_order{order_id{"order-5"}, {}});
  const auto later = "/counts?atLeast=" + std::to_string(value(placed.last));
  const auto changed = shop.get(later, {{"If-None-Match", tag}});
  CHECK(changed.status == 200);
  CHECK(json::parse(changed.body).at("counts").at("placed") == 5);
  CHECK(json::parse(shop.get("/counts?asOf=2026-03-01T09:02:30Z").body).at("counts").at("placed") == 2);
}

TEST_CASE("statistics, stock and fulfilments are those of their views") {
  shop_with_orders shop;
  const auto received = shop.done(receive_stock{product_id{"widget"}, quantity{7}});
  const auto known = "atLeast=" + std::to_string(value(received.last));
  const auto best = shop.json("/statistics/customer?sort=orders&limit=1&" + known);
  CHECK(best.at("rows").at(0).at("key") == "cust-1");
  CHECK(best.at("rows").at(0).at("orders") == 3);
  CHECK(shop.json("/statistics/day?key=2026-03-01&currency=USD&" + known).at("rows").at(0).at("orders") == 5);
  CHECK(shop.json("/stock?" + known).at("products").at(0).at("available") == 7);
  CHECK(shop.json("/stock/widget?" + known).at("products").at(0).at("productId") == "widget");
  CHECK(outcome(shop.get("/stock/widget?atPosition=1")) == "404 product_not_found");
  CHECK(shop.json("/fulfilments?phase=parked&order=oldest&" + known).at("fulfilments").empty());
  CHECK(shop.json("/fulfilments/counts?" + known).at("counts").at("running") == 0);
}
