// Where nothing went wrong nothing is found.
#include "audit/small_shop.hpp"
#include "audit/violated.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <set>

using namespace docket;
using namespace docket::testing;

TEST_CASE("an empty log violates nothing", "[audit]") {
  small_shop shop;
  CHECK(audit(shop.what()).empty());
}

TEST_CASE("orders that were fulfilled, declined and cancelled add up", "[audit]") {
  small_shop shop;
  shop.receive("widget", 10);
  shop.receive("gadget", 10);
  shop.place("o-1");
  shop.fulfil("o-1");
  shop.arrive("o-1");
  shop.place("o-2");
  shop.declines = true;
  shop.fulfil("o-2");
  shop.declines = false;
  shop.place("o-3");
  shop.carrier_is_silent = true;
  shop.fulfil("o-3");
  CHECK(audit(shop.what(false)) == std::vector<violation>{});
  shop.carrier_is_silent = false;
  shop.cancel("o-3");
  shop.ask_again("order", "o-1", "c-3");
  shop.snapshot_all();
  CHECK(audit(shop.what()) == std::vector<violation>{});
  CHECK(parked_orders(shop.reader()).empty());
  CHECK(shop.told.commands().front().accepted->version == version{1});
}

TEST_CASE("an order that runs out of stock is undone and adds up", "[audit]") {
  small_shop shop;
  shop.receive("widget", 10);
  shop.receive("gadget", 1);
  for (const auto* order : {"o-1", "o-2"}) {
    shop.place(order);
    shop.fulfil(order);
  }
  shop.arrive("o-1");
  CHECK(audit(shop.what()) == std::vector<violation>{});
}

TEST_CASE("orders that people carry out add up", "[audit]") {
  small_shop shop;
  shop.receive("widget", 5);
  shop.ask<stock>(adjust_stock{product_id{"widget"}, -2, "lost"});
  shop.place("o-1");
  shop.carry_out("o-1");
  shop.place("o-2");
  shop.ask<order>(record_payment{order_id{"o-2"}, payment_id{"p"}, 109.97_money, "card"});
  shop.ask<order>(cancel_order{order_id{"o-2"}, "no"});
  shop.ask<order>(record_refund{order_id{"o-2"}, refund_id{"r"}, 9.97_money});
  shop.ask<order>(record_refund{order_id{"o-2"}, refund_id{"r"}, 9.97_money}); // Refused.
  CHECK(audit(shop.what()) == std::vector<violation>{});
}

TEST_CASE("every invariant has a name of its own and a meaning", "[audit]") {
  std::set<std::string_view> names;
  for (const auto& [name, meaning] : invariants()) {
    CHECK(names.insert(name).second);
    CHECK_FALSE(meaning.empty());
  }
  CHECK_THROWS_AS(findings{}.add("no_such_thing", ""), std::logic_error);
}

TEST_CASE("what is broken everywhere fills no memory", "[audit]") {
  findings found;
  for (int i = 0; i < 1'000; ++i)
    found.add("position_gap", "here");
  CHECK(found.all().size() == findings::kept_of_each);
}

// Run by name: its time depends on the machine.
TEST_CASE("how long the audit of a small run takes", "[.][audit-time]") {
  small_shop shop;
  shop.receive("widget", 1'000);
  shop.receive("gadget", 1'000);
  for (int i = 0; i < 10; ++i) {
    const auto order = "o-" + std::to_string(i);
    shop.place(order);
    shop.fulfil(order);
    shop.arrive(order);
  }
  constexpr int rounds = 200;
  for (const bool states : {false, true}) {
    auto what = shop.what();
    what.states = states;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i)
      REQUIRE(audit(what).empty());
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    std::cout << value(shop.reader().head().position) << " events, " << (states ? "with" : "without")
              << " states: " << took.count() / rounds << " us\n";
  }
}
