#include "docket/simulation/audit/books.hpp"

#include <fmt/format.h>

namespace docket {

namespace {

// What a fulfilment asks bears its key; what people ask does not.
bool is_asked_by_people(const recorded_event& seen) {
  return seen.user != "fulfilment" && seen.causation.empty();
}

bool carries_an_order_on(std::string_view event) {
  return event == "PaymentReceived" || event == "OrderConfirmed" || event == "OrderShipped" ||
         event == "OrderDelivered" || event == "RefundRecorded";
}

std::string_view phase_after(std::string_view shipment_event) {
  if (shipment_event == "ShipmentDispatched") return "dispatched";
  if (shipment_event == "ShipmentDelivered") return "delivered";
  return "failed";
}

void check_at_the_end(const order_account& order, findings& found) {
  if (order.owes_paid)
    found.add("half_a_batch",
              fmt::format("order {}: its last payment settled it, and it is not paid", order.id));
}

void check_at_the_end(const stock_account& stock, findings& found) {
  std::int64_t kept = 0;
  for (const auto& [order, reservation] : stock.reservations)
    if (!reservation.back_ordered) kept += reservation.pieces;
  if (stock.received + stock.adjusted != stock.available + kept + stock.shipped || kept != stock.reserved)
    found.add("stock_not_conserved",
              fmt::format("product {}: received {}, adjusted {}; but available {}, reserved {}, shipped {}",
                          stock.product, stock.received, stock.adjusted, stock.available, kept,
                          stock.shipped));
}

} // namespace

books::books(const audited_log& log, position up_to, findings& found) {
  for (const auto& event : log.events())
    if (event.seen.position <= up_to) take(event, found);
  for (const auto& [id, order] : orders_)
    check_at_the_end(order, found);
  for (const auto& [id, stock] : stocks_)
    check_at_the_end(stock, found);
}

void books::take(const audited_event& event, findings& found) {
  const auto& seen = event.seen;
  if (seen.stream_type == "order") {
    auto& order = order_of(seen.stream_id);
    if (is_asked_by_people(seen) && carries_an_order_on(seen.type)) order.by_hand = true;
    take_event(order, event, found);
  }
  if (seen.stream_type == "payment") take_payment(event, found);
  if (seen.stream_type == "shipment") take_shipment(event);
  if (seen.stream_type == "stock") take_stock(event, found);
  if (seen.stream_type == "fulfilment") fulfilments_[seen.stream_id].take(event, found);
}

// Also one that only others speak of: it is in phase none.
order_account& books::order_of(std::string_view id) {
  auto& order = orders_[id];
  order.id = id;
  return order;
}

void books::take_payment(const audited_event& event, findings& found) {
  auto& payment = payments_[event.seen.stream_id];
  payment.id = event.seen.stream_id;
  take_event(payment, event, found);
  if (event.seen.type == "PaymentRequested" || !is_asked_by_people(event.seen)) return;
  payment.by_hand = true;
  order_of(payment.order).by_hand = true;
}

void books::take_shipment(const audited_event& event) {
  auto& shipment = shipments_[event.seen.stream_id];
  shipment.id = event.seen.stream_id;
  if (event.seen.type == "ShipmentRequested") {
    shipment.order = event.data().text("orderId");
    shipment.phase = "requested";
    return;
  }
  shipment.phase = phase_after(event.seen.type);
  if (shipment.phase == "dispatched") shipment.was_dispatched = true;
  if (!is_asked_by_people(event.seen)) return;
  shipment.by_hand = true;
  order_of(shipment.order).by_hand = true;
}

void books::take_stock(const audited_event& event, findings& found) {
  auto& stock = stocks_[event.seen.stream_id];
  stock.product = event.seen.stream_id;
  const auto before = stock.reservations.size();
  take_event(stock, event, found);
  const auto id = event.data().text("orderId");
  if (id.empty()) return;
  auto& order = order_of(id);
  order.reservations +=
      static_cast<std::int64_t>(stock.reservations.size()) - static_cast<std::int64_t>(before);
  if (event.seen.type == "StockShipped") order.shipped[stock.product] += event.data().number("quantity");
  if (is_asked_by_people(event.seen)) order.by_hand = true;
}

} // namespace docket
