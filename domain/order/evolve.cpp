#include "docket/domain/order/order.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <algorithm>
#include <utility>

// One overload of apply for each event. An event that its phase does not expect changes nothing.
namespace docket {

namespace {

// Room for one more, exactly at first, as most orders have few lines and a live order should be small; by an
// eighth when there are many.
template <class Element>
void append_tightly(std::vector<Element>& list, Element&& element) {
  if (list.size() == list.capacity()) list.reserve(list.size() + 1 + list.size() / 8);
  list.push_back(std::forward<Element>(element));
}

// Decisions keep it in range; a log that was not written by them must not break the fold.
quantity sum(quantity a, quantity b) { return quantity{std::min(a.pieces() + b.pieces(), quantity::max)}; }

std::vector<order_line>::iterator find_line(pending_order& order, const product_id& product) {
  return std::ranges::find(order.lines, product, &order_line::product);
}

void apply(order_state& state, const order_created& event, timestamp at) {
  if (!std::holds_alternative<no_order>(state)) return;
  state = pending_order{{event.customer, event.currency, event.shipping_fee, event.personal, {}, at, at}};
}

void apply(order_state& state, const item_added& event, timestamp) {
  auto* const order = std::get_if<pending_order>(&state);
  if (!order) return;
  if (const auto line = find_line(*order, event.product); line != order->lines.end()) {
    line->pieces = sum(line->pieces, event.pieces);
  } else {
    append_tightly(order->lines, {event.product, event.name, event.pieces, event.unit_price});
  }
}

void apply(order_state& state, const item_removed& event, timestamp) {
  auto* const order = std::get_if<pending_order>(&state);
  if (!order) return;
  if (const auto line = find_line(*order, event.product); line != order->lines.end())
    order->lines.erase(line);
}

void apply(order_state& state, const quantity_changed& event, timestamp) {
  auto* const order = std::get_if<pending_order>(&state);
  if (!order) return;
  if (const auto line = find_line(*order, event.product); line != order->lines.end())
    line->pieces =
        planted(planted_bug::changed_quantity_added) ? sum(line->pieces, event.pieces) : event.pieces;
}

void apply(order_state& state, const order_placed& event, timestamp at) {
  auto* const order = std::get_if<pending_order>(&state);
  if (!order) return;
  state = placed_order{{std::move(*order), event.total, {}, at}};
}

void apply(order_state& state, const payment_received& event, timestamp at) {
  auto* const order = std::get_if<placed_order>(&state);
  if (!order) return;
  append_tightly(order->payments, {event.payment, event.paid, event.method, at});
}

void apply(order_state& state, const order_paid&, timestamp) {
  auto* const order = std::get_if<placed_order>(&state);
  if (!order) return;
  state = paid_order{std::move(*order)};
}

void apply(order_state& state, const order_confirmed&, timestamp) {
  auto* const order = std::get_if<paid_order>(&state);
  if (!order) return;
  state = confirmed_order{std::move(*order)};
}

void ship(order_state& state, placed_content& order, const order_shipped& event, timestamp at) {
  state =
      shipped_order{{std::move(order), event.tracking_number, event.carrier, event.estimated_delivery, at}};
}

void apply(order_state& state, const order_shipped& event, timestamp at) {
  if (auto* const paid = std::get_if<paid_order>(&state)) return ship(state, *paid, event, at);
  if (auto* const confirmed = std::get_if<confirmed_order>(&state)) return ship(state, *confirmed, event, at);
}

void apply(order_state& state, const order_delivered&, timestamp at) {
  auto* const order = std::get_if<shipped_order>(&state);
  if (!order) return;
  state = delivered_order{std::move(*order), at};
}

cancelled_order cancelled(pending_order&& order, const order_cancelled& event, timestamp at) {
  return {std::move(order), std::nullopt, {}, event.reason, event.refund_due, {}, at};
}

cancelled_order cancelled(placed_content&& order, const order_cancelled& event, timestamp at) {
  const auto total = order.total;
  auto payments = std::move(order.payments);
  return {std::move(order), total, std::move(payments), event.reason, event.refund_due, {}, at};
}

void apply(order_state& state, const order_cancelled& event, timestamp at) {
  std::visit(overloaded{
                 [](no_order&) {},
                 [&](pending_order& order) { state = cancelled(std::move(order), event, at); },
                 [&](placed_order& order) { state = cancelled(std::move(order), event, at); },
                 [&](paid_order& order) { state = cancelled(std::move(order), event, at); },
                 [&](confirmed_order& order) { state = cancelled(std::move(order), event, at); },
                 [](shipped_order&) {},
                 [](delivered_order&) {},
                 [](cancelled_order&) {},
             },
             state);
}

void apply(order_state& state, const refund_recorded& event, timestamp at) {
  auto* const order = std::get_if<cancelled_order>(&state);
  if (!order) return;
  order->refund_due = checked_subtract(order->refund_due, event.refunded).value_or(order->refund_due);
  append_tightly(order->refunds, {event.refund, event.refunded, at});
}

void note_update(order_state& state, timestamp at) {
  std::visit(overloaded{[](no_order&) {}, [&](order_content& order) { order.updated_at = at; }}, state);
}

} // namespace

order_state evolve(order_state&& state, const order_event& event, timestamp occurred_at) {
  std::visit([&](const auto& happened) { apply(state, happened, occurred_at); }, event);
  note_update(state, occurred_at);
  return std::move(state);
}

} // namespace docket
