#include "order/given_when_then.hpp"
#include "order/samples.hpp"

#include <limits>

using namespace docket;
using namespace docket::testing;

namespace {

history partly_paid() { return placed_history() + history{received("p-1", {5000})}; }

} // namespace

TEST_CASE("the payment that settles an order is received, and the order is paid") {
  given(placed_history())
      .when(paying("p-1", 109.97_money))
      .then({received("p-1", total), order_paid{total, usd}});
}

TEST_CASE("an exact payment that differs from the amount due is refused with what is due") {
  given(placed_history())
      .when(paying("p-1", 100.00_money))
      .then_refused("payment_below_amount_due",
                    {{"amount_due", "109.97"}, {"amount", "100.00"}, {"currency", "USD"}});
  given(placed_history())
      .when(paying("p-1", 109.98_money))
      .then_refused("payment_exceeds_amount_due",
                    {{"amount_due", "109.97"}, {"amount", "109.98"}, {"currency", "USD"}});
}

TEST_CASE("an order may be paid in parts where that is allowed") {
  given(placed_history()).under(split_payments).when(paying("p-1", 50_money)).then({received("p-1", {5000})});
  given(partly_paid())
      .under(split_payments)
      .when(paying("p-2", 59.97_money))
      .then({received("p-2", {5997}), order_paid{total, usd}});
}

TEST_CASE("a part that is more than what is still due is refused") {
  given(partly_paid())
      .under(split_payments)
      .when(paying("p-2", 59.98_money))
      .then_refused("payment_exceeds_amount_due",
                    {{"amount_due", "59.97"}, {"amount", "59.98"}, {"currency", "USD"}});
}

TEST_CASE("an order that was paid in part is settled exactly when parts are no longer allowed") {
  given(partly_paid()).when(paying("p-2", 59.96_money)).then_refused("payment_below_amount_due");
  given(partly_paid())
      .when(paying("p-2", 59.97_money))
      .then({received("p-2", {5997}), order_paid{total, usd}});
}

TEST_CASE("nothing, and less than nothing, is not a payment") {
  for (const auto& limits : {order_limits{}, split_payments}) {
    given(placed_history()).under(limits).when(paying("p-1", 0_money)).then_refused("payment_not_positive");
    given(placed_history()).under(limits).when(paying("p-1", {-1, 2})).then_refused("payment_not_positive");
    // Whatever phase the order is in.
    for (const auto& history : {pending(), paid(), shipped(), cancelled_after_payment()})
      given(history).under(limits).when(paying("p-9", 0_money)).then_refused("payment_not_positive");
  }
}

TEST_CASE("a payment is recorded once") {
  given(partly_paid())
      .under(split_payments)
      .when(paying("p-1", 50_money))
      .then_refused("payment_already_recorded", {{"payment", "p-1"}});
}

TEST_CASE(
    "a payment that settled the order is told that it is recorded, another one that the order is paid") {
  for (const auto& history : {paid(), confirmed(), shipped(), delivered()}) {
    given(history).when(paying("p-1", 109.97_money)).then_refused("payment_already_recorded");
    given(history).when(paying("p-2", 109.97_money)).then_refused("order_already_paid");
  }
}

TEST_CASE("an order takes no payment before it is placed") {
  given(pending())
      .when(paying("p-1", 109.97_money))
      .then_refused("order_not_placed", {{"status", "pending"}});
}

TEST_CASE("a payment is exact, and within 64 bits") {
  given(placed_history()).when(paying("p-1", 109.970_money)).then_refused("too_many_decimals");
  given(placed_history())
      .when(paying("p-1", {std::numeric_limits<std::int64_t>::max(), 0}))
      .then_refused("amount_overflow");
}

TEST_CASE("a payment has an id and says its method") {
  auto command = paying("p-1", 109.97_money);
  command.method = {};
  given(placed_history()).when(command).then_refused("text_empty", {{"field", "method"}});
  command.method = too_long_text;
  given(placed_history()).when(command).then_refused("text_too_long");
  command.method = no_utf8;
  given(placed_history()).when(command).then_refused("invalid_text");
  command.payment = {};
  given(placed_history()).when(command).then_refused("invalid_id");
}
