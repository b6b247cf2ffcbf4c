#include "docket/domain/stock/state.hpp"

#include "docket/domain/overloaded.hpp"

#include <algorithm>

namespace docket {

std::string_view phase_name(const stock_state& state) noexcept {
  if (std::holds_alternative<no_stock>(state)) return "none";
  return is_stocked(state) ? "stocked" : "back_ordered";
}

bool is_stocked(const stock_state& state) noexcept {
  return std::visit(overloaded{
                        [](const no_stock&) { return false; },
                        [](const known_stock& stock) { return stock.received > 0; },
                    },
                    state);
}

const stock_reservation* find_reservation(const stock_state& state, const order_id& order) noexcept {
  const auto* const stock = std::get_if<known_stock>(&state);
  if (!stock) return nullptr;
  const auto found = stock->reservations.find(order);
  return found == stock->reservations.end() ? nullptr : &found->second;
}

std::vector<const stock_reservations::value_type*> sorted_reservations(const known_stock& stock) {
  std::vector<const stock_reservations::value_type*> sorted;
  sorted.reserve(stock.reservations.size());
  for (const auto& reservation : stock.reservations)
    sorted.push_back(&reservation);
  std::ranges::sort(sorted, {}, [](const auto* reservation) { return reservation->first.view(); });
  return sorted;
}

} // namespace docket
