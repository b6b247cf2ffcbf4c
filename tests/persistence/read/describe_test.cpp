#include "docket/persistence/read/order_history.hpp"

#include <catch2/catch.hpp>

using namespace docket;

TEST_CASE("each event says in one sentence what happened") {
  const currency usd{"USD"};
  CHECK(describe(order_created{customer_id{"cust-1"}, usd, amount{0}, nullptr}) ==
        "Order created for customer cust-1 in USD");
  CHECK(describe(order_created{customer_id{"cust-1"}, usd, amount{599}, nullptr}) ==
        "Order created for customer cust-1 in USD, shipping fee 5.99 USD");
  CHECK(describe(item_added{product_id{"widget"}, "Widget", quantity{2}, amount{2999}, usd}) ==
        "2 × Widget at 29.99 USD added");
  CHECK(describe(item_added{product_id{"widget"}, "", quantity{1}, amount{5}, currency{"JPY"}}) ==
        "1 × widget at 5 JPY added");
  CHECK(describe(item_removed{product_id{"widget"}}) == "widget removed");
  CHECK(describe(quantity_changed{product_id{"widget"}, quantity{3}}) == "Quantity of widget changed to 3");
  CHECK(describe(order_placed{amount{10997}, usd}) == "Order placed, total 109.97 USD");
  CHECK(describe(order_placed{amount{10997}, usd, "boleto"}) ==
        "Order placed, total 109.97 USD, to be paid by boleto");
  CHECK(describe(payment_received{payment_id{"pay-1"}, amount{10997}, usd, "card"}) ==
        "Payment pay-1 of 109.97 USD received by card");
  CHECK(describe(order_paid{amount{10997}, usd}) == "Order paid, 109.97 USD in all");
  CHECK(describe(order_confirmed{}) == "Order confirmed");
  CHECK(describe(order_shipped{"1Z", "UPS", std::nullopt}) == "Order shipped by UPS, tracking number 1Z");
  CHECK(describe(order_shipped{"1Z", "UPS", timestamp{0}}) ==
        "Order shipped by UPS, tracking number 1Z, delivery estimated for 1970-01-01T00:00:00Z");
  CHECK(describe(order_delivered{}) == "Order delivered");
  CHECK(describe(order_cancelled{"changed my mind", amount{0}, usd}) == "Order cancelled: changed my mind");
  CHECK(describe(order_cancelled{"late", amount{5}, usd}) == "Order cancelled: late, refund due 0.05 USD");
  CHECK(describe(refund_recorded{refund_id{"ref-1"}, amount{5}, usd}) == "Refund ref-1 of 0.05 USD recorded");
}
