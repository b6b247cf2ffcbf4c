#include "order/given_when_then.hpp"
#include "order/samples.hpp"

#include <limits>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();

history with_lines(int count) {
  history result{created()};
  for (int i = 1; i <= count; ++i)
    result.push_back(added("product-" + std::to_string(i), 1, {100}));
  return result;
}

} // namespace

TEST_CASE("a pending order takes an item") {
  auto asked = an_item("widget", 2, 29.99_money);
  asked.name = "Widget";
  given({created()})
      .when(adding(asked))
      .then({item_added{product_id{"widget"}, "Widget", quantity{2}, {2999}, usd}});
}

TEST_CASE("an item may be free") {
  given(pending()).when(adding(an_item("sticker", 1, 0_money))).then({added("sticker", 1, {0})});
}

TEST_CASE("more of a product at the same price raises the quantity") {
  const auto more = history{added("widget", 3, {2999})};
  given(pending()).when(adding(an_item("widget", 3, 29.99_money))).then(more);

  const auto state = state_after(pending() + more);
  REQUIRE(content_of(state)->lines.size() == 2);
  CHECK(content_of(state)->lines[0].pieces == quantity{5});
  CHECK(total_of(state) == amount{5 * 2999 + 4999});
}

TEST_CASE("a line has at most a million pieces, however they come") {
  const history nearly{created(), added("widget", 999'999, {1})};
  given(nearly).when(adding(an_item("widget", 1, 0.01_money))).then({added("widget", 1, {1})});
  given(nearly)
      .when(adding(an_item("widget", 2, 0.01_money)))
      .then_refused("quantity_out_of_range", {{"quantity", "1000001"}, {"maximum", "1000000"}});
}

TEST_CASE("a product has one price within an order") {
  given(pending())
      .when(adding(an_item("widget", 1, 28_money)))
      .then_refused(
          "product_price_differs",
          {{"product", "widget"}, {"price", "29.99"}, {"asked_price", "28.00"}, {"currency", "USD"}});
}

TEST_CASE("an eleventh line is refused") {
  given(with_lines(9)).when(adding(an_item("tenth", 1, 1_money))).then({added("tenth", 1, {100})});
  given(with_lines(10))
      .when(adding(an_item("eleventh", 1, 1_money)))
      .then_refused("too_many_lines", {{"max_lines", "10"}});
}

TEST_CASE("a full order still takes more of what it has") {
  given(with_lines(10)).when(adding(an_item("product-3", 1, 1_money))).then({added("product-3", 1, {100})});
}

TEST_CASE("how many lines an order has is the operator's choice") {
  given(with_lines(10))
      .under({.max_lines = 11})
      .when(adding(an_item("x", 1, 1_money)))
      .then({added("x", 1, {100})});
  given(with_lines(1))
      .under({.max_lines = 1})
      .when(adding(an_item("x", 1, 1_money)))
      .then_refused("too_many_lines");
  given(with_lines(0))
      .under({.max_lines = -1})
      .when(adding(an_item("x", 1, 1_money)))
      .then_refused("too_many_lines");
}

TEST_CASE("a price is exact and not negative") {
  given(pending()).when(adding(an_item("x", 1, 0.001_money))).then_refused("too_many_decimals");
  given(pending())
      .when(adding(an_item("x", 1, {-1, 2})))
      .then_refused("price_negative", {{"product", "x"}, {"price", "-0.01"}, {"currency", "USD"}});
}

TEST_CASE("an order's total stays within 64 bits") {
  given({created()}).when(adding(an_item("x", 1, {highest, 2}))).then({added("x", 1, {highest})});
  given({created()}).when(adding(an_item("x", 1, {highest, 0}))).then_refused("amount_overflow");
  given({created()}).when(adding(an_item("x", 2, {highest, 2}))).then_refused("amount_overflow");
  given({created({1})})
      .when(adding(an_item("x", 1, {highest, 2})))
      .then_refused("amount_overflow", {{"currency", "USD"}});
  given({created(), added("x", 1, {highest / 2})})
      .when(adding(an_item("x", 2, {highest / 2, 2})))
      .then_refused("amount_overflow");
}

TEST_CASE("an item's name is valid text of at most a thousand bytes") {
  auto asked = an_item("x", 1, 1_money);
  asked.name = too_long_text;
  given(pending()).when(adding(asked)).then_refused("text_too_long");
  asked.name = no_utf8;
  given(pending()).when(adding(asked)).then_refused("invalid_text", {{"field", "name"}});
}

TEST_CASE("an item without a product is refused") {
  given(pending())
      .when(adding(item{}))
      .then_refused("invalid_id", {{"field", "productId"}, {"value", "\"\""}});
}

TEST_CASE("a line can be removed, and its product come back at another price") {
  const history removed{item_removed{product_id{"widget"}}};
  given(pending()).when(removing("widget")).then(removed);
  given(pending() + removed).when(adding(an_item("widget", 1, 1_money))).then({added("widget", 1, {100})});
}

TEST_CASE("a line that is not there cannot be removed") {
  given(pending()).when(removing("gizmo")).then_refused("line_not_found", {{"product", "gizmo"}});
  given({created()}).when(removing("widget")).then_refused("line_not_found");
  given(pending()).when(remove_item{order_1, {}}).then_refused("invalid_id");
}

TEST_CASE("a line's quantity can be changed to another count") {
  given(pending()).when(changing("widget", 7)).then({quantity_changed{product_id{"widget"}, quantity{7}}});
  const auto state = state_after(pending() + history{quantity_changed{product_id{"widget"}, quantity{7}}});
  CHECK(total_of(state) == amount{7 * 2999 + 4999});
}

TEST_CASE("the quantity of a line that is not there cannot be changed") {
  given(pending()).when(changing("gizmo", 1)).then_refused("line_not_found", {{"product", "gizmo"}});
  given(pending()).when(change_quantity{order_1, {}, {}}).then_refused("invalid_id");
}

TEST_CASE("a changed quantity keeps the total within 64 bits") {
  const history dear{created(), added("x", 1, {highest / 3})};
  given(dear).when(changing("x", 3)).then({quantity_changed{product_id{"x"}, quantity{3}}});
  given(dear).when(changing("x", 4)).then_refused("amount_overflow");
}

TEST_CASE("an order with items is placed at its total") {
  given(pending()).when(placing()).then({placed(total)});
  given({created({490}), added("x", 1, {10})}).when(placing()).then({placed({500})});
}

TEST_CASE("an order may say, as it is placed, how it will be paid") {
  given(pending()).when(place_order{order_1, "card"}).then({order_placed{total, usd, "card"}});
  given(pending()).when(place_order{order_1, longest_text}).then({order_placed{total, usd, longest_text}});
  given(pending())
      .when(place_order{order_1, too_long_text})
      .then_refused("text_too_long", {{"field", "paymentMethod"}, {"bytes", "1001"}, {"limit", "1000"}});
}

TEST_CASE("an empty order is not placed, shipping fee or not") {
  given({created()}).when(placing()).then_refused("order_is_empty");
  given({created({490})}).when(placing()).then_refused("order_is_empty");
}

TEST_CASE("an order that costs nothing is not placed") {
  given({created(), added("sticker", 5, {0})}).when(placing()).then_refused("order_total_not_positive");
}

TEST_CASE("free items with a shipping fee can be placed") {
  given({created({490}), added("sticker", 5, {0})}).when(placing()).then({placed({490})});
}

TEST_CASE("a placed order refuses another item, and any change of its lines") {
  for (const auto& history : {placed_history(), paid(), confirmed(), shipped(), delivered()}) {
    given(history).when(adding(an_item("x", 1, 1_money))).then_refused("order_already_placed");
    given(history).when(removing("widget")).then_refused("order_already_placed");
    given(history).when(changing("widget", 1)).then_refused("order_already_placed");
    given(history).when(placing()).then_refused("order_already_placed");
  }
}
