#include "docket/domain/order/state.hpp"

#include "docket/domain/overloaded.hpp"

#include <cstdint>
#include <limits>

namespace docket {

namespace {

// Sums for events that decisions did not make, too: those stop at the edge of 64 bits instead of breaking the
// fold.
constexpr amount at_most{std::numeric_limits<std::int64_t>::max()};

amount sum_of_lines_and_fee(const order_content& order) {
  amount total = order.shipping_fee;
  for (const auto& line : order.lines) {
    const amount price = checked_multiply(line.unit_price, line.pieces.pieces()).value_or(at_most);
    total = checked_add(total, price).value_or(at_most);
  }
  return total;
}

} // namespace

bool operator==(const order_content& a, const order_content& b) {
  return a.customer == b.customer && a.currency == b.currency && a.shipping_fee == b.shipping_fee &&
         same_personal(a.personal, b.personal) && a.lines == b.lines && a.created_at == b.created_at &&
         a.updated_at == b.updated_at;
}

std::string_view phase_name(const order_state& state) noexcept {
  using name = std::string_view;
  return std::visit(overloaded{
                        [](const no_order&) -> name { return "none"; },
                        [](const pending_order&) -> name { return "pending"; },
                        [](const placed_order&) -> name { return "placed"; },
                        [](const paid_order&) -> name { return "paid"; },
                        [](const confirmed_order&) -> name { return "confirmed"; },
                        [](const shipped_order&) -> name { return "shipped"; },
                        [](const delivered_order&) -> name { return "delivered"; },
                        [](const cancelled_order&) -> name { return "cancelled"; },
                    },
                    state);
}

const order_content* content_of(const order_state& state) noexcept {
  using content = const order_content*;
  return std::visit(overloaded{
                        [](const no_order&) -> content { return nullptr; },
                        [](const order_content& order) -> content { return &order; },
                    },
                    state);
}

const std::vector<order_payment>* payments_of(const order_state& state) noexcept {
  using payments = const std::vector<order_payment>*;
  return std::visit(overloaded{
                        [](const no_order&) -> payments { return nullptr; },
                        [](const pending_order&) -> payments { return nullptr; },
                        [](const placed_content& order) -> payments { return &order.payments; },
                        [](const cancelled_order& order) -> payments { return &order.payments; },
                    },
                    state);
}

amount total_of(const order_state& state) noexcept {
  return std::visit(overloaded{
                        [](const no_order&) { return amount{}; },
                        [](const pending_order& order) { return sum_of_lines_and_fee(order); },
                        [](const placed_content& order) { return order.total; },
                        [](const cancelled_order& order) {
                          return order.total ? *order.total : sum_of_lines_and_fee(order);
                        },
                    },
                    state);
}

amount amount_paid(const order_state& state) noexcept {
  const auto* payments = payments_of(state);
  if (!payments) return {};
  amount paid;
  for (const auto& payment : *payments)
    paid = checked_add(paid, payment.paid).value_or(at_most);
  return paid;
}

} // namespace docket
