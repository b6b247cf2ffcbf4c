#include "docket/persistence/views/statistics/dimension.hpp"

#include "docket/domain/timestamp.hpp"

#include <algorithm>
#include <limits>

namespace docket::statistics {

namespace {

constexpr std::int64_t at_most = std::numeric_limits<std::int64_t>::max();

// As the order's own total has it: sums that no decision would make stop at the edge.
std::int64_t revenue_of(const order_line& line) {
  return checked_multiply(line.unit_price, line.pieces.pieces()).value_or(amount{at_most}).minor_units;
}

figures all_of(const order_state& state, const order_content& order) {
  std::int64_t pieces = 0;
  amount revenue{};
  for (const auto& line : order.lines) {
    pieces += line.pieces.pieces();
    revenue = checked_add(revenue, {revenue_of(line)}).value_or(amount{at_most});
  }
  return {1, total_of(state).minor_units, pieces, revenue.minor_units};
}

std::vector<share> customer_share(const order_state& state) {
  const auto* const order = content_of(state);
  if (!order) return {};
  return {{customer_kind, order->customer.str(), all_of(state, *order)}};
}

std::vector<share> product_shares(const order_state& state) {
  std::vector<share> shares;
  const auto* const order = content_of(state);
  if (!order) return shares;
  const auto total = total_of(state).minor_units;
  shares.reserve(order->lines.size());
  for (const auto& line : order->lines)
    shares.push_back({product_kind, line.product.str(), {1, total, line.pieces.pieces(), revenue_of(line)}});
  return shares;
}

std::vector<share> calendar_shares(const order_state& state) {
  const auto* const order = content_of(state);
  if (!order) return {};
  const auto counted = all_of(state, *order);
  const auto written = format_timestamp(order->created_at); // RFC 3339: the date comes first.
  return {{day_kind, written.substr(0, 10), counted}, {month_kind, written.substr(0, 7), counted}};
}

} // namespace

const dimension by_customer{"customer_statistics", customer_share};
const dimension by_product{"product_statistics", product_shares};
const dimension by_calendar{"calendar", calendar_shares};

} // namespace docket::statistics
