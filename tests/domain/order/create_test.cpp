#include "order/given_when_then.hpp"
#include "order/samples.hpp"

#include <limits>
#include <memory>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();

create_order with_shipping_fee(decimal fee) {
  auto command = creation();
  command.shipping_fee = fee;
  return command;
}

create_order with_personal(personal_data stated) {
  auto command = creation();
  command.personal = std::make_shared<const personal_data>(std::move(stated));
  return command;
}

} // namespace

TEST_CASE("an order begins with its creation") {
  given(nothing()).when(creation()).then({created()});
  given(nothing()).when(with_shipping_fee(4.90_money)).then({created({490})});
}

TEST_CASE("an order created with items says each of them") {
  given(nothing())
      .when(creation({an_item("widget", 2, 29.99_money), an_item("gadget", 1, 49.99_money)}))
      .then({created(), added("widget", 2, {2999}), added("gadget", 1, {4999})});
}

TEST_CASE("an order can be placed as it is created") {
  given(nothing())
      .when(creation({an_item("widget", 1, 10_money)}, true))
      .then({created(), added("widget", 1, {1000}), placed({1000})});
}

TEST_CASE("an order that is placed as it is created may say how it will be paid") {
  auto command = creation({an_item("widget", 1, 10_money)}, true);
  command.payment_method = "boleto";
  given(nothing()).when(command).then(
      {created(), added("widget", 1, {1000}), order_placed{{1000}, usd, "boleto"}});
}

TEST_CASE("how an order will be paid is said when it is placed; a creation without placing says it in vain") {
  auto command = creation({an_item("widget", 1, 10_money)});
  command.payment_method = "boleto";
  given(nothing()).when(command).then({created(), added("widget", 1, {1000})});
  command.payment_method = no_utf8;
  given(nothing()).when(command).then_refused("invalid_text", {{"field", "paymentMethod"}});
}

TEST_CASE("the shipping fee counts for the total that is placed") {
  auto command = creation({an_item("widget", 2, 10_money)}, true);
  command.shipping_fee = 4.90_money;
  given(nothing()).when(command).then({created({490}), added("widget", 2, {1000}), placed({2490})});
}

TEST_CASE("what was stated about the person goes into the event") {
  const auto command = with_personal({.name = "Ana", .email = "ana@example.org", .phone = "+55 11 5555"});
  given(nothing()).when(command).then(
      {order_created{customer_id{"cust-1"},
                     usd,
                     {},
                     std::make_shared<const personal_data>(
                         personal_data{.name = "Ana", .email = "ana@example.org", .phone = "+55 11 5555"})}});
}

TEST_CASE("an order that exists is not created again, in whichever phase it is") {
  for (const auto& history : {pending(), paid(), delivered(), cancelled_after_payment()}) {
    given(history).when(creation()).then_refused("order_already_exists", {{"order", "order-001"}});
  }
}

TEST_CASE("an order needs an id, a customer and a currency") {
  auto nameless = creation();
  nameless.order = {};
  given(nothing()).when(nameless).then_refused("invalid_id", {{"field", "orderId"}, {"value", "\"\""}});

  auto nobody = creation();
  nobody.customer = {};
  given(nothing()).when(nobody).then_refused("invalid_id", {{"field", "customerId"}, {"value", "\"\""}});

  auto no_currency = creation();
  no_currency.currency = {};
  given(nothing()).when(no_currency).then_refused("unknown_currency");
}

TEST_CASE("a shipping fee may be zero and must be exact, within 64 bits and not negative") {
  given(nothing()).when(with_shipping_fee(0_money)).then({created()});
  given(nothing())
      .when(with_shipping_fee({-1, 2}))
      .then_refused("shipping_fee_negative", {{"amount", "-0.01"}, {"currency", "USD"}});
  given(nothing()).when(with_shipping_fee(0.001_money)).then_refused("too_many_decimals");
  given(nothing()).when(with_shipping_fee({highest, 0})).then_refused("amount_overflow");
}

TEST_CASE("personal text is valid UTF-8 of at most a thousand bytes") {
  CHECK(given(nothing()).when(with_personal({.name = longest_text})).rule() == "");
  given(nothing())
      .when(with_personal({.name = too_long_text}))
      .then_refused("text_too_long", {{"field", "customer.name"}, {"bytes", "1001"}, {"limit", "1000"}});
  given(nothing())
      .when(with_personal({.email = no_utf8}))
      .then_refused("invalid_text", {{"field", "customer.email"}});
  given(nothing())
      .when(with_personal({.phone = std::string(1, '\0')}))
      .then_refused("invalid_text", {{"field", "customer.phone"}});
  given(nothing())
      .when(with_personal({.shipping_address = postal_address{.city = no_utf8}}))
      .then_refused("invalid_text", {{"field", "shippingAddress.city"}});
  given(nothing())
      .when(with_personal({.billing_address = postal_address{.postal_code = too_long_text}}))
      .then_refused("text_too_long",
                    {{"field", "billingAddress.postalCode"}, {"bytes", "1001"}, {"limit", "1000"}});
}

TEST_CASE("items of a creation join like items that come later") {
  given(nothing())
      .when(creation({an_item("widget", 2, 10_money), an_item("widget", 3, 10_money)}, true))
      .then({created(), added("widget", 2, {1000}), added("widget", 3, {1000}), placed({5000})});
}

TEST_CASE("one item that is refused refuses the whole creation") {
  const auto good = an_item("good", 1, 1_money);
  given(nothing()).when(creation({good, an_item("x", 1, {-1, 2})})).then_refused("price_negative");
  given(nothing()).when(creation({good, an_item("x", 1, 0.001_money)})).then_refused("too_many_decimals");
  given(nothing()).when(creation({good, an_item("good", 1, 2_money)})).then_refused("product_price_differs");
  given(nothing())
      .when(creation({good, an_item("good", 1'000'000, 1_money)}))
      .then_refused("quantity_out_of_range");
  given(nothing()).when(creation({good, an_item("x", 1, {highest - 99, 2})})).then_refused("amount_overflow");
  given(nothing()).when(creation({good, an_item("x", 2, {highest, 2})})).then_refused("amount_overflow");
  given(nothing())
      .under({.max_lines = 1})
      .when(creation({good, an_item("x", 1, 1_money)}))
      .then_refused("too_many_lines");
  given(nothing()).when(creation({good, item{}})).then_refused("invalid_id");
}

TEST_CASE("the fee and the items together stay within 64 bits") {
  auto command = creation({an_item("widget", 1, {highest - 1, 2})});
  command.shipping_fee = {1, 2};
  given(nothing()).when(command).then({created({1}), added("widget", 1, {highest - 1})});
  command.shipping_fee = {2, 2};
  given(nothing()).when(command).then_refused("amount_overflow");
}

TEST_CASE("an order that is placed as it is created needs items and a positive total") {
  given(nothing()).when(creation({}, true)).then_refused("order_is_empty");
  given(nothing())
      .when(creation({an_item("sample", 1, 0_money)}, true))
      .then_refused("order_total_not_positive", {{"amount", "0.00"}, {"currency", "USD"}});
}
