#pragma once

#include "docket/domain/order/events.hpp"

#include <tuple>

// Whether two events are the same, field by field.
namespace docket {

inline auto fields(const order_created& e) {
  return std::tuple{e.customer, e.currency, e.shipping_fee,
                    e.personal ? std::optional{*e.personal} : std::nullopt};
}
inline auto fields(const item_added& e) {
  return std::tuple{e.product, e.name, e.pieces, e.unit_price, e.currency};
}
inline auto fields(const item_removed& e) { return std::tuple{e.product}; }
inline auto fields(const quantity_changed& e) { return std::tuple{e.product, e.pieces}; }
inline auto fields(const order_placed& e) { return std::tuple{e.total, e.currency}; }
inline auto fields(const payment_received& e) { return std::tuple{e.payment, e.paid, e.currency, e.method}; }
inline auto fields(const order_paid& e) { return std::tuple{e.total_paid, e.currency}; }
inline auto fields(const order_confirmed&) { return std::tuple{}; }
inline auto fields(const order_shipped& e) {
  return std::tuple{e.tracking_number, e.carrier, e.estimated_delivery};
}
inline auto fields(const order_delivered&) { return std::tuple{}; }
inline auto fields(const order_cancelled& e) { return std::tuple{e.reason, e.refund_due, e.currency}; }
inline auto fields(const refund_recorded& e) { return std::tuple{e.refund, e.refunded, e.currency}; }

inline bool same(const order_event& a, const order_event& b) {
  if (a.index() != b.index()) return false;
  return std::visit([&]<class Event>(const Event& e) { return fields(e) == fields(std::get<Event>(b)); }, a);
}

} // namespace docket
