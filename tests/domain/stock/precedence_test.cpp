#include "stock/samples.hpp"

#include <limits>

// domain/stock/README.md has the precedence as a table. Here each command is as wrong as it can be, is put
// right fault by fault, and meets the rules in that order.
using namespace docket;
using namespace docket::testing;
using namespace docket::testing::stocks;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();

known_stock full() {
  known_stock stock;
  stock.received = stock.available = highest;
  return stock;
}

} // namespace

TEST_CASE("a receipt of stock is refused for its product, then for the counts") {
  const auto rule = [](const receive_stock& command) {
    return std::string{decide(full(), command, {}, {}).error().rule};
  };
  CHECK(rule({{}, quantity{1}}) == "invalid_id");
  CHECK(rule(receiving(1)) == "quantity_overflow");
}

TEST_CASE("an adjustment is refused for its product, for being none, its reason, what is there, the counts") {
  adjust_stock command{widget, 0, {}};
  const auto refused_by = [&](std::string_view rule) { given(ten()).when(command).then_refused(rule); };
  given(nothing()).when(command).then_refused("product_unknown");
  refused_by("adjustment_is_zero");
  command.difference = -11;
  refused_by("text_empty");
  command.reason = too_long_and_no_utf8;
  refused_by("text_too_long");
  command.reason = no_utf8;
  refused_by("invalid_text");
  command.reason = longest_text;
  refused_by("stock_would_be_negative");
  command.difference = highest;
  refused_by("quantity_overflow");
}

TEST_CASE("a reservation is refused for its ids, for being known, for its product, for what is there") {
  reserve_stock command{{}, {}, quantity{11}};
  given(nothing()).when(command).then_refused("invalid_id", {{"field", "productId"}, {"value", "\"\""}});
  command.product = widget;
  given(nothing()).when(command).then_refused("invalid_id", {{"field", "orderId"}, {"value", "\"\""}});
  command.order = order_1;
  given(three_promised()).when(command).then_refused("stock_already_reserved");
  given(ten_less_three_kept()).when(command).then_refused("stock_already_reserved");
  command.order = order_2;
  given(three_promised()).when(command).then_refused("product_unknown");
  given(ten_less_three_kept()).when(command).then_refused("stock_insufficient");
}

TEST_CASE("a release and a shipment of stock are refused for their order, then for what is not kept") {
  given(ten()).when(release_stock{widget, {}}).then_refused("invalid_id");
  given(ten()).when(ship_stock{widget, {}}).then_refused("invalid_id");
  given(ten()).when(releasing(order_1)).then_refused("stock_not_reserved");
  given(ten()).when(shipping(order_1)).then_refused("stock_not_reserved");
}
