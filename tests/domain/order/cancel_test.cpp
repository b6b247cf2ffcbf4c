#include "order/given_when_then.hpp"
#include "order/samples.hpp"

using namespace docket;
using namespace docket::testing;

namespace {

history partly_refunded() { return cancelled_after_payment() + history{refunded("r-1", {10000})}; }

} // namespace

TEST_CASE("an order is cancelled with a reason at any time before it is shipped") {
  given(pending()).when(cancelling()).then({cancelled()});
  given(placed_history()).when(cancelling()).then({cancelled()});
}

TEST_CASE("cancelling a paid order states the refund that is due") {
  given(paid()).when(cancelling()).then({cancelled(total)});
  given(confirmed()).when(cancelling()).then({cancelled(total)});
}

TEST_CASE("cancelling an order that was paid in part states that part") {
  const auto history = placed_history() + testing::history{received("p-1", {3000}), received("p-2", {2000})};
  given(history).under(split_payments).when(cancelling()).then({cancelled({5000})});
}

TEST_CASE("an order that is on its way is not cancelled") {
  given(shipped()).when(cancelling()).then_refused("order_already_shipped", {{"status", "shipped"}});
  given(delivered()).when(cancelling()).then_refused("order_already_delivered");
}

TEST_CASE("a second cancel is refused") {
  given(cancelled_after_payment()).when(cancelling()).then_refused("order_already_cancelled");
}

TEST_CASE("a cancelled order refuses everything else but a refund") {
  for (const order_command& command :
       {order_command{adding(an_item("x", 1, 1_money))}, order_command{removing("widget")},
        order_command{changing("widget", 1)}, order_command{placing()},
        order_command{paying("p-1", 109.97_money)}, order_command{confirming()}, order_command{shipping()},
        order_command{delivering()}}) {
    INFO(command_name(command));
    given(cancelled_after_payment()).when(command).then_refused("order_cancelled", {{"status", "cancelled"}});
  }
}

TEST_CASE("a reason is text that says something") {
  auto command = cancelling();
  command.reason = {};
  given(pending()).when(command).then_refused("text_empty", {{"field", "reason"}});
  command.reason = too_long_text;
  given(pending()).when(command).then_refused("text_too_long");
  command.reason = no_utf8;
  given(pending()).when(command).then_refused("invalid_text");
  command.reason = longest_text;
  given(pending()).when(command).then({order_cancelled{longest_text, {}, usd}});
}

TEST_CASE("what is due back is refunded at once or in parts") {
  given(cancelled_after_payment()).when(refunding("r-1", 109.97_money)).then({refunded("r-1", total)});
  given(partly_refunded()).when(refunding("r-2", 9.97_money)).then({refunded("r-2", {997})});
}

TEST_CASE("a refund of more than what is due is refused") {
  given(partly_refunded())
      .when(refunding("r-2", 9.98_money))
      .then_refused("refund_exceeds_amount_due",
                    {{"amount_due", "9.97"}, {"amount", "9.98"}, {"currency", "USD"}});
  given(pending() + history{cancelled()})
      .when(refunding("r-1", 0.01_money))
      .then_refused("refund_exceeds_amount_due");
}

TEST_CASE("nothing, and less than nothing, is not a refund") {
  given(partly_refunded()).when(refunding("r-2", 0_money)).then_refused("refund_not_positive");
  given(partly_refunded()).when(refunding("r-2", {-1, 2})).then_refused("refund_not_positive");
}

TEST_CASE("a refund is recorded once") {
  given(partly_refunded())
      .when(refunding("r-1", 1_money))
      .then_refused("refund_already_recorded", {{"refund", "r-1"}});
}

TEST_CASE("a refund has an id and is exact") {
  given(partly_refunded()).when(record_refund{order_1, {}, 1_money}).then_refused("invalid_id");
  given(partly_refunded()).when(refunding("r-2", 1.001_money)).then_refused("too_many_decimals");
}

TEST_CASE("an order that is not cancelled has nothing to refund") {
  for (const auto& history : {pending(), placed_history(), paid(), confirmed(), shipped(), delivered()}) {
    given(history).when(refunding("r-1", 1_money)).then_refused("order_not_cancelled");
  }
}
