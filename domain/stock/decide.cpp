#include "docket/domain/event_list.hpp"
#include "docket/domain/planted_bugs.hpp"
#include "docket/domain/stated.hpp"
#include "docket/domain/stock/counts.hpp"
#include "docket/domain/stock/rejections.hpp"
#include "docket/domain/stock/stock.hpp"

#include <utility>

// One overload of decide_on for each command. No rule depends on when a command happens: that time never goes
// back is occurrence()'s.
namespace docket {

namespace {

using decision = expected<std::vector<stock_event>, rejection>;

// A stock without events counts nothing.
const known_stock& counted(const stock_state& state) {
  static const known_stock nothing;
  const auto* const stock = std::get_if<known_stock>(&state);
  return stock ? *stock : nothing;
}

refusal check_adjustment(const known_stock& stock, const adjust_stock& command) {
  if (command.difference == 0) return refuse::adjustment_is_zero();
  if (auto refused = check_required_text("reason", command.reason)) return refused;
  if (nearest_sum(stock.available, command.difference) < 0) {
    return refuse::stock_would_be_negative(command.difference, stock.available);
  }
  if (!fits_with(stock, 0, command.difference)) return refuse::quantity_overflow();
  return {};
}

refusal check_reservation(const stock_state& state, const reserve_stock& command) {
  if (auto refused = check_stated(command.product)) return refused;
  if (auto refused = check_stated(command.order)) return refused;
  if (find_reservation(state, command.order)) return refuse::stock_already_reserved(command.order);
  return {};
}

decision back_order(const stock_state& state, const reserve_stock& command) {
  if (!fits_with_back_order(counted(state), command.pieces.pieces()))
    return unexpected{refuse::quantity_overflow()};
  return event_list<stock_event>(stock_back_ordered{command.order, command.pieces});
}

decision decide_on(const stock_state& state, const receive_stock& command, const stock_limits& /*limits*/) {
  if (auto refused = check_stated(command.product)) return unexpected{*std::move(refused)};
  if (!fits_with(counted(state), command.pieces.pieces(), 0)) return unexpected{refuse::quantity_overflow()};
  return event_list<stock_event>(stock_received{command.pieces});
}

decision decide_on(const stock_state& state, const adjust_stock& command, const stock_limits& /*limits*/) {
  if (!is_stocked(state)) return unexpected{refuse::product_unknown(command.product)};
  if (auto refused = check_adjustment(std::get<known_stock>(state), command))
    return unexpected{*std::move(refused)};
  return event_list<stock_event>(stock_adjusted{command.difference, command.reason});
}

decision decide_on(const stock_state& state, const reserve_stock& command, const stock_limits& limits) {
  if (auto refused = check_reservation(state, command)) return unexpected{*std::move(refused)};
  if (!is_stocked(state)) {
    if (limits.unknown_products == unknown_product_policy::back_order) return back_order(state, command);
    return unexpected{refuse::product_unknown(command.product)};
  }
  const auto available = std::get<known_stock>(state).available;
  if (command.pieces.pieces() > available + (planted(planted_bug::stock_check_off_by_one) ? 1 : 0))
    return unexpected{refuse::stock_insufficient(command.pieces, available)};
  return event_list<stock_event>(stock_reserved{command.order, command.pieces});
}

decision decide_on(const stock_state& state, const release_stock& command, const stock_limits& /*limits*/) {
  if (auto refused = check_stated(command.order)) return unexpected{*std::move(refused)};
  const auto* const kept = find_reservation(state, command.order);
  if (!kept) return unexpected{refuse::stock_not_reserved(command.order)};
  return event_list<stock_event>(stock_released{command.order, kept->pieces});
}

decision decide_on(const stock_state& state, const ship_stock& command, const stock_limits& /*limits*/) {
  if (auto refused = check_stated(command.order)) return unexpected{*std::move(refused)};
  const auto* const kept = find_reservation(state, command.order);
  if (!kept) return unexpected{refuse::stock_not_reserved(command.order)};
  return event_list<stock_event>(stock_shipped{command.order, kept->pieces});
}

} // namespace

expected<std::vector<stock_event>, rejection> decide(const stock_state& state, const stock_command& command,
                                                     timestamp /*at*/, const stock_limits& limits) {
  return std::visit([&](const auto& c) { return decide_on(state, c, limits); }, command);
}

} // namespace docket
