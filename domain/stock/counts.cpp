#include "docket/domain/stock/counts.hpp"

#include <limits>

namespace docket {

std::optional<std::int64_t> checked_sum(std::int64_t a, std::int64_t b) noexcept {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
  return sum;
}

std::int64_t nearest_sum(std::int64_t a, std::int64_t b) noexcept {
  using limits = std::numeric_limits<std::int64_t>;
  return checked_sum(a, b).value_or(b < 0 ? limits::min() : limits::max());
}

bool fits_with(const known_stock& stock, std::int64_t received_more, std::int64_t adjusted_by) noexcept {
  const auto received = checked_sum(stock.received, received_more);
  const auto adjusted = checked_sum(stock.adjusted, adjusted_by);
  return received && adjusted && checked_sum(*received, *adjusted);
}

bool fits_with_back_order(const known_stock& stock, std::int64_t pieces) noexcept {
  const auto promised = checked_sum(stock.back_ordered, stock.back_shipped);
  return promised && checked_sum(*promised, pieces);
}

} // namespace docket
