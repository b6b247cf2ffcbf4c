#include "docket/domain/occurrence.hpp"
#include "docket/domain/order/rejections.hpp"

#include "order/samples.hpp"
#include "rules.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace docket;
using namespace docket::testing;

namespace {

// What the rules of an order may say.
std::vector<rejection> order_rejections() {
  const order_state state;
  const product_id product{"p"};
  const amount some{1};
  return {
      refuse::order_already_exists(order_1),
      refuse::order_not_found(order_1),
      refuse::order_cancelled(state),
      refuse::order_already_cancelled(state),
      refuse::order_not_cancelled(state),
      refuse::order_already_placed(state),
      refuse::order_not_placed(state),
      refuse::order_already_paid(state),
      refuse::order_not_paid(state),
      refuse::order_already_confirmed(state),
      refuse::order_already_shipped(state),
      refuse::order_not_shipped(state),
      refuse::order_already_delivered(state),
      refuse::order_is_empty(),
      refuse::order_total_not_positive(some, usd),
      refuse::too_many_lines(10),
      refuse::line_not_found(product),
      refuse::product_price_differs(product, some, some, usd),
      refuse::price_negative(product, some, usd),
      refuse::shipping_fee_negative(some, usd),
      refuse::order_total_overflow(usd),
      refuse::payment_already_recorded(payment_id{"p"}),
      refuse::payment_not_positive(some, usd),
      refuse::payment_exceeds_amount_due(some, some, usd),
      refuse::payment_below_amount_due(some, some, usd),
      refuse::refund_already_recorded(refund_id{"r"}),
      refuse::refund_not_positive(some, usd),
      refuse::refund_exceeds_amount_due(some, some, usd),
      refuse::text_empty("f"),
      refuse::text_too_long("f", 1'001),
      refuse::invalid_text("f"),
  };
}

// What values that come from outside may be refused for.
std::vector<rejection> value_rejections() {
  return {
      order_id::parse("").error(),
      quantity::of(0).error(),
      currency::parse("").error(),
      parse_decimal("").error(),
      to_amount(0.001_money, usd).error(),
      parse_timestamp("").error(),
      occurrence(timestamp{0}, {}, timestamp{1}).error(),
  };
}

} // namespace

TEST_CASE("rules have the names that programs match on, and no others") {
  const std::set<std::string_view> golden{
      "amount_overflow",
      "invalid_id",
      "invalid_money",
      "invalid_text",
      "invalid_time",
      "line_not_found",
      "occurs_before_last_event",
      "order_already_cancelled",
      "order_already_confirmed",
      "order_already_delivered",
      "order_already_exists",
      "order_already_paid",
      "order_already_placed",
      "order_already_shipped",
      "order_cancelled",
      "order_is_empty",
      "order_not_cancelled",
      "order_not_found",
      "order_not_paid",
      "order_not_placed",
      "order_not_shipped",
      "order_total_not_positive",
      "payment_already_recorded",
      "payment_below_amount_due",
      "payment_exceeds_amount_due",
      "payment_not_positive",
      "price_negative",
      "product_price_differs",
      "quantity_out_of_range",
      "refund_already_recorded",
      "refund_exceeds_amount_due",
      "refund_not_positive",
      "shipping_fee_negative",
      "text_empty",
      "text_too_long",
      "too_many_decimals",
      "too_many_lines",
      "unknown_currency",
  };
  auto named = rules_of(order_rejections());
  named.merge(rules_of(value_rejections()));
  CHECK(named == golden);
}

TEST_CASE("every refusal tells people why, in one sentence") { check_sentences(order_rejections()); }

TEST_CASE("a refusal's message has its facts in it") {
  CHECK(refuse::payment_below_amount_due({10000}, {10997}, usd).message ==
        "100.00 USD is less than the 109.97 USD that are due.");
  CHECK(refuse::product_price_differs(product_id{"widget"}, {2999}, {2800}, usd).message ==
        "The order has product widget at 29.99 USD already, so it cannot have it at 28.00 USD too.");
  CHECK(refuse::too_many_lines(10).message == "An order has at most 10 lines.");
}
