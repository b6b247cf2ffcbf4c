#include "docket/domain/order/line_rules.hpp"

#include "docket/domain/order/rejections.hpp"

#include <algorithm>

namespace docket {

namespace {

expected<amount, rejection> total_plus(const order_figures& order, amount unit_price, std::int64_t pieces) {
  const auto more = checked_multiply(unit_price, pieces);
  if (!more) return unexpected{refuse::order_total_overflow(order.currency)};
  const auto total = checked_add(order.total, *more);
  if (!total) return unexpected{refuse::order_total_overflow(order.currency)};
  return *total;
}

refusal unless_joins(const line_figures& line, const item& asked, amount unit_price, const currency& in) {
  if (line.unit_price != unit_price) {
    return refuse::product_price_differs(asked.product, line.unit_price, unit_price, in);
  }
  const auto sum = quantity::of(line.pieces.pieces() + asked.pieces.pieces());
  if (!sum) return sum.error();
  return {};
}

refusal unless_room_for_line(std::size_t line_count, const order_limits& limits) {
  const auto max_lines = static_cast<std::size_t>(std::max(limits.max_lines, 0));
  if (line_count >= max_lines) return refuse::too_many_lines(limits.max_lines);
  return {};
}

} // namespace

expected<order_figures, rejection> with_item(const order_figures& order, const line_figures* same_product,
                                             const item& asked, amount unit_price,
                                             const order_limits& limits) {
  auto refused = same_product ? unless_joins(*same_product, asked, unit_price, order.currency)
                              : unless_room_for_line(order.line_count, limits);
  if (refused) return unexpected{*std::move(refused)};
  const auto total = total_plus(order, unit_price, asked.pieces.pieces());
  if (!total) return unexpected{total.error()};
  return order_figures{order.currency, order.line_count + (same_product ? 0 : 1), *total};
}

expected<amount, rejection> total_with_quantity(const order_figures& order, const line_figures& line,
                                                quantity pieces) {
  return total_plus(order, line.unit_price, pieces.pieces() - line.pieces.pieces());
}

refusal unless_placeable(const order_figures& order) {
  if (order.line_count == 0) return refuse::order_is_empty();
  if (order.total.minor_units <= 0) return refuse::order_total_not_positive(order.total, order.currency);
  return {};
}

} // namespace docket
