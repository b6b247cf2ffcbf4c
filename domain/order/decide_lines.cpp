#include "docket/domain/order/decisions.hpp"
#include "docket/domain/order/line_rules.hpp"
#include "docket/domain/order/payload.hpp"
#include "docket/domain/order/phases.hpp"
#include "docket/domain/order/rejections.hpp"

#include <algorithm>
#include <optional>

namespace docket {

namespace {

order_figures figures_of(const order_state& state) {
  const auto& order = std::get<pending_order>(state);
  return {order.currency, order.lines.size(), total_of(state)};
}

std::optional<line_figures> find_line(const order_state& state, const product_id& product) {
  const auto& lines = std::get<pending_order>(state).lines;
  const auto found = std::ranges::find(lines, product, &order_line::product);
  if (found == lines.end()) return std::nullopt;
  return line_figures{found->pieces, found->unit_price};
}

} // namespace

decision decide_on(const order_state& state, const add_item& command, const order_limits& limits) {
  if (auto refused = unless_pending(state, command.order)) return unexpected{*std::move(refused)};
  const auto& asked = command.added;
  const auto order = figures_of(state);
  const auto unit_price = checked_unit_price(asked, order.currency);
  if (!unit_price) return unexpected{unit_price.error()};
  const auto line = find_line(state, asked.product);
  const auto after = with_item(order, line ? &*line : nullptr, asked, *unit_price, limits);
  if (!after) return unexpected{after.error()};
  return list_of(item_added{asked.product, asked.name, asked.pieces, *unit_price, order.currency});
}

decision decide_on(const order_state& state, const remove_item& command, const order_limits& /*limits*/) {
  if (auto refused = unless_pending(state, command.order)) return unexpected{*std::move(refused)};
  if (auto refused = check_stated(command.product)) return unexpected{*std::move(refused)};
  if (!find_line(state, command.product)) return unexpected{refuse::line_not_found(command.product)};
  return list_of(item_removed{command.product});
}

decision decide_on(const order_state& state, const change_quantity& command, const order_limits& /*limits*/) {
  if (auto refused = unless_pending(state, command.order)) return unexpected{*std::move(refused)};
  if (auto refused = check_stated(command.product)) return unexpected{*std::move(refused)};
  const auto line = find_line(state, command.product);
  if (!line) return unexpected{refuse::line_not_found(command.product)};
  const auto total = total_with_quantity(figures_of(state), *line, command.pieces);
  if (!total) return unexpected{total.error()};
  return list_of(quantity_changed{command.product, command.pieces});
}

decision decide_on(const order_state& state, const place_order& command, const order_limits& /*limits*/) {
  if (auto refused = unless_pending(state, command.order)) return unexpected{*std::move(refused)};
  if (auto refused = check_text("paymentMethod", command.payment_method))
    return unexpected{*std::move(refused)};
  const auto order = figures_of(state);
  if (auto refused = unless_placeable(order)) return unexpected{*std::move(refused)};
  return list_of(order_placed{order.total, order.currency, command.payment_method});
}

} // namespace docket
