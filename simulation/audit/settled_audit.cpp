#include "docket/simulation/audit/books_audit.hpp"

#include <fmt/format.h>

#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

// Orders whose fulfilment has ended, against their payments, parcels and stocks.
namespace docket {

namespace {

using payments_of = std::unordered_map<std::string_view, std::vector<const payment_account*>>;

payments_of by_order(const books& of_log) {
  payments_of result;
  for (const auto& [id, payment] : of_log.payments())
    result[payment.order].push_back(&payment);
  return result;
}

struct money {
  std::int64_t captured = 0, refunded = 0;
};

money sum_of(const std::vector<const payment_account*>& payments) {
  money sum;
  for (const auto* payment : payments) {
    sum.captured += payment->captured;
    sum.refunded += payment->refunded;
  }
  return sum;
}

void audit_money(const order_account& order, const money& moved, findings& found) {
  const auto due = order.phase == "delivered" ? order.total.value_or(0) : 0;
  const auto kept = moved.captured - moved.refunded;
  if (kept != due)
    found.add("money_kept",
              fmt::format("order {}: it is {}, {} should be kept, {} are", order.id, order.phase, due, kept));
  if (order.total && moved.captured > *order.total)
    found.add("charged_twice",
              fmt::format("order {}: {} captured for a total of {}", order.id, moved.captured, *order.total));
}

// A payment that came too late for the order is given back without its knowing.
void audit_records(const order_account& order, const money& moved, findings& found) {
  if (order.paid > 0 && (order.paid != moved.captured || order.refunded != moved.refunded))
    found.add("records_differ",
              fmt::format("order {}: it says {} paid and {} refunded, its payments {} and {}", order.id,
                          order.paid, order.refunded, moved.captured, moved.refunded));
}

// A parcel that nobody could stop has left too.
bool has_left(const order_account& order, const books& of_log) {
  if (order.was_shipped) return true;
  const auto parcel = of_log.shipments().find(order.id);
  return parcel != of_log.shipments().end() && parcel->second.phase == "delivered";
}

void audit_pieces(const order_account& order, const books& of_log, findings& found) {
  std::map<std::string_view, std::int64_t> due;
  if (has_left(order, of_log))
    for (const auto& [product, line] : order.lines)
      due[product] = line.pieces;
  if (due != order.shipped)
    found.add("pieces_differ", fmt::format("order {}: it is {}, and other pieces left the stock than it has",
                                           order.id, order.phase));
  if (order.reservations != 0)
    found.add("stock_still_reserved", fmt::format("order {}: it is {}, {} reservations stand", order.id,
                                                  order.phase, order.reservations));
}

void audit_shipments(const order_account& order, const books& of_log, findings& found) {
  const auto known = of_log.shipments().find(order.id);
  if (known == of_log.shipments().end()) return;
  const auto parcel = known->second.phase;
  if (order.phase == "delivered" && parcel != "delivered")
    found.add("records_differ", fmt::format("order {}: it is delivered, its parcel {}", order.id, parcel));
  if (order.phase == "cancelled" && (parcel == "dispatched" || parcel == "requested"))
    found.add("records_differ", fmt::format("order {}: it is cancelled, its parcel {}", order.id, parcel));
}

} // namespace

bool is_settled(const books& of_log, std::string_view order) {
  const auto process = of_log.fulfilments().find(order);
  const auto account = of_log.orders().find(order);
  return process != of_log.fulfilments().end() && account != of_log.orders().end() &&
         process->second.has_ended() && !process->second.was_abandoned() && !account->second.by_hand;
}

void audit_settled_orders(const books& of_log, findings& found) {
  auto payments = by_order(of_log);
  for (const auto& [id, order] : of_log.orders()) {
    if (!is_settled(of_log, id)) continue;
    const auto moved = sum_of(payments[id]);
    audit_money(order, moved, found);
    audit_records(order, moved, found);
    audit_pieces(order, of_log, found);
    audit_shipments(order, of_log, found);
  }
}

} // namespace docket
