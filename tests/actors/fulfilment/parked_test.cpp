#include "books.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::shop;

TEST_CASE("an order whose provider always throws is parked, and no other waits for it", "[fulfilment]") {
  story s;
  s.have_patience_with_payments();
  s.fill_the_shelves();
  s.provider->faults.set("capture", fault::throws, script::always);
  s.place("poisoned");
  s.until("poisoned", "parked");
  CHECK(std::get<parked_fulfilment>(s.state("poisoned")).problem == "the provider is on fire");
  s.provider->faults.set("capture", fault::none);

  SECTION("and goes on when people want it to") {
    CHECK(outcome(s.shop().retry_fulfilment(order_id{"poisoned"})) == "accepted");
    s.until("poisoned", "completed");
    check_books(s, "poisoned");
  }
  SECTION("and goes back when people give it up") {
    CHECK(outcome(s.shop().abandon_fulfilment(order_id{"poisoned"}, "the provider is gone")) == "accepted");
    s.until("poisoned", "abandoned");
    CHECK(std::get<cancelled_order>(s.order("poisoned")).reason == "the provider is gone");
    check_books(s, "poisoned");
  }
  SECTION("and stays so over a restart") {
    s.restart();
    CHECK(outcome(s.shop().retry_fulfilment(order_id{"poisoned"})) == "accepted");
    s.until("poisoned", "completed");
  }
}

TEST_CASE("what is not parked cannot be retried, and what has ended cannot be abandoned", "[fulfilment]") {
  story s;
  s.fill_the_shelves();
  CHECK(outcome(s.shop().retry_fulfilment(order_id{"nobody"})) == "fulfilment_not_found");
  s.place("order-1");
  s.until("order-1", "completed");
  CHECK(outcome(s.shop().retry_fulfilment(order_id{"order-1"})) == "fulfilment_ended");
  CHECK(outcome(s.shop().abandon_fulfilment(order_id{"order-1"}, "why not")) == "fulfilment_ended");
}

TEST_CASE("money that is taken after the order was given up is given back", "[fulfilment]") {
  story s;
  s.have_patience_with_payments();
  s.fill_the_shelves();
  s.provider->faults.set("capture", fault::throws, script::always);
  s.place("order-1");
  s.until("order-1", "parked");
  s.shop().abandon_fulfilment(order_id{"order-1"}, "enough").get().value();
  s.until("order-1", "abandoned");
  // The provider says, on its own, that it has taken the money after all.
  s.provider->faults.set("capture", fault::none);
  s.provider->capture(
      {"a-key", payment_id{"order-1"}, order_id{"order-1"}, amount{order_total}, currency{"USD"}, "card"},
      [](const payment_answer&) {});
  s.shop().execute(payment_command{capture_payment{payment_id{"order-1"}, "late"}}).get().value();
  for (int patience = 0; patience < 60'000 && s.provider->of("order-1").refunded == 0; ++patience) {
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
    s.pass(std::chrono::milliseconds{50});
  }
  s.until("order-1", "abandoned");
  CHECK(s.provider->of("order-1").refunded == order_total);
}
