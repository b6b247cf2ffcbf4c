#include "../served_shop.hpp"
#include "../shop_words.hpp"
#include "docket/service/reads/reads.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::service;
using namespace docket::service::testing;

namespace {

class shop_of_zoe : public served_shop {
public:
  shop_of_zoe() {
    serve(order_read_routes(context()));
    serve(order_list_routes(context()));
    known = "atLeast=" + std::to_string(value(done(orders_of_zoe("order-1")).last));
  }

  std::string known;
};

bool tells_of_zoe(const http_response& answer) {
  REQUIRE(answer.status == 200);
  for (const auto* word : {"Zoe", "Quist", "zoe@example.org", "Elm", "Oslo"})
    if (answer.body.find(word) != std::string::npos) return true;
  return false;
}

} // namespace

TEST_CASE("names and addresses are shown to who sends commands or operates, and to nobody else") {
  shop_of_zoe shop;
  for (const auto* path : {"/orders/order-1?", "/orders/order-1?version=1&", "/orders/order-1/details?"}) {
    const auto target = path + shop.known;
    shop.who.roles = role_set{}.add(role::read).add(role::command);
    CHECK(tells_of_zoe(shop.get(target)));
    shop.who.roles = role_set{}.add(role::read).add(role::operate);
    CHECK(tells_of_zoe(shop.get(target)));
    shop.as_reader();
    CHECK_FALSE(tells_of_zoe(shop.get(target)));
  }
}

TEST_CASE("an event with personal data says that it is withheld") {
  shop_of_zoe shop;
  for (const auto* target : {"/orders/order-1/history", "/orders/order-1/events"}) {
    shop.who.roles = role_set::all();
    CHECK(tells_of_zoe(shop.get(target)));
    shop.as_reader();
    CHECK_FALSE(tells_of_zoe(shop.get(target)));
    const auto created = shop.json(target).at("events").at(0);
    CHECK(created.at("data").at("personal") == "withheld");
    CHECK(created.at("data").at("customerId") == "cust-1");
  }
}

TEST_CASE("who may not see names does not find by them") {
  shop_of_zoe shop;
  const auto found = [&](const std::string& target) {
    return shop.json(target + "&" + shop.known).at("orders").size();
  };
  CHECK(found("/search?q=zoe") == 1);
  CHECK(found("/orders?text=quist") == 1);
  shop.as_reader();
  CHECK(found("/search?q=zoe") == 0);
  CHECK(found("/orders?text=quist") == 0);
  CHECK(found("/search?q=order-1+zoe") == 0);
  CHECK(found("/search?q=widget") == 1);
  CHECK(found("/search?q=cust-1") == 1);
}

TEST_CASE("an answer that withholds is not kept for who may see more") {
  shop_of_zoe shop;
  shop.as_reader();
  CHECK_FALSE(tells_of_zoe(shop.get("/orders/order-1")));
  shop.who.roles = role_set::all();
  CHECK(tells_of_zoe(shop.get("/orders/order-1")));
  shop.as_reader();
  CHECK_FALSE(tells_of_zoe(shop.get("/orders/order-1")));
}
