#include "stock/samples.hpp"

#include <limits>

using namespace docket;
using namespace docket::testing;
using namespace docket::testing::stocks;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();
constexpr auto lowest = std::numeric_limits<std::int64_t>::min();

} // namespace

TEST_CASE("stock is received at any time") {
  given(nothing()).when(receiving(10)).then({received(10)});
  given(ten_less_three_kept()).when(receiving(1)).then({received(1)});
  given(three_promised()).when(receiving(1)).then({received(1)});
}

TEST_CASE("a wrong count is put right, up and down") {
  given(ten()).when(adjusting(5)).then({adjusted(5)});
  given(ten()).when(adjusting(-10)).then({adjusted(-10)});
}

TEST_CASE("a count is not put right below what is kept for orders") {
  given(ten_less_three_kept()).when(adjusting(-7)).then({adjusted(-7)});
  given(ten_less_three_kept())
      .when(adjusting(-8))
      .then_refused("stock_would_be_negative", {{"difference", "-8"}, {"available", "7"}});
  given(ten()).when(adjusting(lowest)).then_refused("stock_would_be_negative");
}

TEST_CASE("an adjustment changes something and says why") {
  given(ten()).when(adjusting(0)).then_refused("adjustment_is_zero");
  given(ten()).when(adjust_stock{widget, 1}).then_refused("text_empty", {{"field", "reason"}});
}

TEST_CASE("pieces are kept for an order while there are enough") {
  given(ten()).when(reserving(order_1, 10)).then({reserved(order_1, 10)});
  given(ten_less_three_kept()).when(reserving(order_2, 7)).then({reserved(order_2, 7)});
  given(ten_less_three_kept())
      .when(reserving(order_2, 8))
      .then_refused("stock_insufficient", {{"asked", "8"}, {"available", "7"}});
}

TEST_CASE("an order has one reservation of a product") {
  given(ten_less_three_kept())
      .when(reserving(order_1, 3))
      .then_refused("stock_already_reserved", {{"order", "order-001"}});
}

TEST_CASE("an order that gave its pieces back, or has sent them out, may reserve again") {
  given(ten_less_three_kept() + history{released(order_1, 3)})
      .when(reserving(order_1, 10))
      .then({reserved(order_1, 10)});
  given(ten_less_three_kept() + history{shipped(order_1, 3)})
      .when(reserving(order_1, 7))
      .then({reserved(order_1, 7)});
}

TEST_CASE("what is kept for an order is released or shipped whole") {
  given(ten_less_three_kept()).when(releasing(order_1)).then({released(order_1, 3)});
  given(ten_less_three_kept()).when(shipping(order_1)).then({shipped(order_1, 3)});
}

TEST_CASE("what is not kept is neither released nor shipped") {
  const facts because{{"order", "order-001"}};
  for (const auto& before : {nothing(), ten(), ten_less_three_kept() + history{released(order_1, 3)},
                             ten_less_three_kept() + history{shipped(order_1, 3)}}) {
    given(before).when(releasing(order_1)).then_refused("stock_not_reserved", because);
    given(before).when(shipping(order_1)).then_refused("stock_not_reserved", because);
  }
}

TEST_CASE("a product that never received stock is not sold") {
  given(nothing()).when(reserving(order_1, 1)).then_refused("product_unknown", {{"product", "widget"}});
  given(three_promised()).when(reserving(order_2, 1)).then_refused("product_unknown");
}

TEST_CASE("a product that never received stock is promised without limit where operators say so") {
  given(nothing()).under(back_orders).when(reserving(order_1, 3)).then({back_ordered(order_1, 3)});
  given(three_promised())
      .under(back_orders)
      .when(reserving(order_2, quantity::max))
      .then({back_ordered(order_2, quantity::max)});
  given(three_promised())
      .under(back_orders)
      .when(reserving(order_1, 3))
      .then_refused("stock_already_reserved");
}

TEST_CASE("a back order is released or shipped like a reservation, whatever operators say by then") {
  given(three_promised()).when(releasing(order_1)).then({released(order_1, 3)});
  given(three_promised()).when(shipping(order_1)).then({shipped(order_1, 3)});
}

TEST_CASE("a product that has received stock is counted from then on") {
  const auto before = three_promised() + history{received(2)};
  given(before).under(back_orders).when(reserving(order_2, 2)).then({reserved(order_2, 2)});
  given(before).under(back_orders).when(reserving(order_2, 3)).then_refused("stock_insufficient");
  given(ten() + history{adjusted(-10)})
      .under(back_orders)
      .when(reserving(order_1, 1))
      .then_refused("stock_insufficient", {{"asked", "1"}, {"available", "0"}});
}

TEST_CASE("what never received stock has no count to put right") {
  given(nothing()).when(adjusting(1)).then_refused("product_unknown", {{"product", "widget"}});
  given(three_promised()).under(back_orders).when(adjusting(1)).then_refused("product_unknown");
}

TEST_CASE("counts stay within 64 bits") {
  given(ten()).when(adjusting(highest - 10)).then({adjusted(highest - 10)});
  given(ten()).when(adjusting(highest - 9)).then_refused("quantity_overflow");
  given(ten() + history{adjusted(highest - 10)}).when(receiving(1)).then_refused("quantity_overflow");
  given(ten() + history{adjusted(5)}).when(adjusting(highest)).then_refused("quantity_overflow");

  known_stock promised;
  promised.back_shipped = highest - 1;
  CHECK(decide(promised, reserving(order_1, 1), {}, back_orders).has_value());
  CHECK(decide(promised, reserving(order_1, 2), {}, back_orders).error().rule == "quantity_overflow");
}
