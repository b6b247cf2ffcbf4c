#include "docket/simulation/audit/books.hpp"

#include <fmt/format.h>

// A product's pieces. What is available, reserved and shipped is counted apart, each from its own events, so
// that received + adjusted = available + reserved + shipped is a check and no definition.
namespace docket {

namespace {

void complain(const audited_event& event, std::string_view why, findings& found) {
  found.add("stock_not_conserved", fmt::format("{}: {}: {}", event.place(), event.seen.type, why));
}

void reserve(stock_account& stock, const audited_event& event, bool back_ordered, findings& found) {
  const auto pieces = event.data().number("quantity");
  const auto is_new =
      stock.reservations
          .try_emplace(event.data().text("orderId"), stock_account::reservation{pieces, back_ordered})
          .second;
  if (!is_new) complain(event, "a reservation of this order stands", found);
  if (back_ordered) {
    stock.back_ordered += pieces;
  } else {
    stock.available -= pieces;
    stock.reserved += pieces;
  }
}

// Ends the order's reservation and answers it; an empty one when there was none.
stock_account::reservation end(stock_account& stock, const audited_event& event, findings& found) {
  const auto standing = stock.reservations.find(event.data().text("orderId"));
  if (standing == stock.reservations.end()) {
    complain(event, "no reservation of this order stands", found);
    return {};
  }
  const auto ended = standing->second;
  stock.reservations.erase(standing);
  if (ended.pieces != event.data().number("quantity")) complain(event, "it had other pieces", found);
  (ended.back_ordered ? stock.back_ordered : stock.reserved) -= ended.pieces;
  return ended;
}

void release(stock_account& stock, const audited_event& event, findings& found) {
  const auto ended = end(stock, event, found);
  if (!ended.back_ordered) stock.available += ended.pieces;
}

void ship(stock_account& stock, const audited_event& event, findings& found) {
  const auto ended = end(stock, event, found);
  (ended.back_ordered ? stock.back_shipped : stock.shipped) += ended.pieces;
}

void receive(stock_account& stock, const event_fields& data) {
  stock.received += data.number("quantity");
  stock.available += data.number("quantity");
}

void adjust(stock_account& stock, const event_fields& data) {
  stock.adjusted += data.number("difference");
  stock.available += data.number("difference");
}

} // namespace

void take_event(stock_account& stock, const audited_event& event, findings& found) {
  const std::string_view type = event.seen.type;
  if (type == "StockReceived") receive(stock, event.data());
  if (type == "StockAdjusted") adjust(stock, event.data());
  if (type == "StockReserved") reserve(stock, event, false, found);
  if (type == "StockBackOrdered") reserve(stock, event, true, found);
  if (type == "StockReleased") release(stock, event, found);
  if (type == "StockShipped") ship(stock, event, found);
  if (stock.available < 0) complain(event, fmt::format("{} pieces too few", -stock.available), found);
  stock.updated_at = event.seen.occurred_at;
  stock.position = event.seen.position;
}

} // namespace docket
