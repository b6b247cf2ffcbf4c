#pragma once

#include "docket/persistence/views/orders/order_criteria.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace docket {

// The keys of all orders that the criteria fit and of some that they do not, each once and sorted: those in
// every index that has at most `limit`. Nothing when each has more.
[[nodiscard]] std::optional<std::vector<std::int64_t>>
few_candidates(view_reader& view, const order_criteria& wanted, std::size_t limit);

// The keys of all orders whose total at the moment was not what it is now, and some others; a key may come
// twice. They are few: totals change while an order is pending, and most are put together at once.
[[nodiscard]] std::vector<std::int64_t> keys_with_another_total(view_reader& view, const bounds& at);

} // namespace docket
