#include "docket/domain/overloaded.hpp"
#include "docket/domain/stock/counts.hpp"
#include "docket/domain/stock/stock.hpp"

#include <optional>
#include <utility>

// One overload of apply for each event. An event that cannot apply changes nothing, and counts that no
// decision would make stop at the edge of 64 bits.
namespace docket {

namespace {

void change(std::int64_t& count, std::int64_t by) { count = nearest_sum(count, by); }

known_stock& begun(stock_state& state, timestamp at) {
  if (auto* const stock = std::get_if<known_stock>(&state)) return *stock;
  auto& stock = state.emplace<known_stock>();
  stock.first_event_at = at;
  return stock;
}

// Ends what is kept for the order.
std::optional<stock_reservation> take_out(known_stock& stock, const order_id& order) {
  const auto found = stock.reservations.find(order);
  if (found == stock.reservations.end()) return std::nullopt;
  const auto ended = found->second;
  stock.reservations.erase(found);
  return ended;
}

void apply(stock_state& state, const stock_received& event, timestamp at) {
  auto& stock = begun(state, at);
  change(stock.received, event.pieces.pieces());
  change(stock.available, event.pieces.pieces());
}

void apply(stock_state& state, const stock_adjusted& event, timestamp) {
  auto* const stock = std::get_if<known_stock>(&state);
  if (!stock) return;
  change(stock->adjusted, event.difference);
  change(stock->available, event.difference);
}

void apply(stock_state& state, const stock_reserved& event, timestamp) {
  auto* const stock = std::get_if<known_stock>(&state);
  if (!stock || !stock->reservations.try_emplace(event.order, stock_reservation{event.pieces, false}).second)
    return;
  change(stock->available, -event.pieces.pieces());
  change(stock->reserved, event.pieces.pieces());
}

void apply(stock_state& state, const stock_back_ordered& event, timestamp at) {
  auto& stock = begun(state, at);
  if (!stock.reservations.try_emplace(event.order, stock_reservation{event.pieces, true}).second) return;
  change(stock.back_ordered, event.pieces.pieces());
}

void apply(stock_state& state, const stock_released& event, timestamp) {
  auto* const stock = std::get_if<known_stock>(&state);
  const auto ended = stock ? take_out(*stock, event.order) : std::nullopt;
  if (!ended) return;
  const auto pieces = ended->pieces.pieces();
  if (ended->back_ordered) return change(stock->back_ordered, -pieces);
  change(stock->reserved, -pieces);
  change(stock->available, pieces);
}

void apply(stock_state& state, const stock_shipped& event, timestamp) {
  auto* const stock = std::get_if<known_stock>(&state);
  const auto ended = stock ? take_out(*stock, event.order) : std::nullopt;
  if (!ended) return;
  const auto pieces = ended->pieces.pieces();
  change(ended->back_ordered ? stock->back_ordered : stock->reserved, -pieces);
  change(ended->back_ordered ? stock->back_shipped : stock->shipped, pieces);
}

void note_update(stock_state& state, timestamp at) {
  std::visit(overloaded{[](no_stock&) {}, [&](known_stock& stock) { stock.updated_at = at; }}, state);
}

} // namespace

stock_state evolve(stock_state&& state, const stock_event& event, timestamp occurred_at) {
  std::visit([&](const auto& happened) { apply(state, happened, occurred_at); }, event);
  note_update(state, occurred_at);
  return std::move(state);
}

} // namespace docket
