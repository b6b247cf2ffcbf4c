#pragma once

#include "docket/domain/order/state.hpp"
#include "docket/persistence/views/statistics/measures.hpp"

#include <string>
#include <string_view>
#include <vector>

// What orders are counted by.
namespace docket::statistics {

// What one order counts for at one key, a customer, a product, a day.
struct share {
  char kind = 0; // Which of the projection's keys: see dimension.
  std::string key;
  figures counted;
};

// The shares of an order as it is. A key stands in it once.
using shares_of_order = std::vector<share> (*)(const order_state&);

// A dimension is all that sets one statistics projection apart from another.
struct dimension {
  std::string_view projection; // Names the projection and its file.
  shares_of_order shares;
};

// Kinds of keys.
inline constexpr char customer_kind = 'c', product_kind = 'p', day_kind = 'd', month_kind = 'm';

extern const dimension by_customer;
// The orders that have a line of the product, the totals of those orders, its pieces and their revenue.
extern const dimension by_product;
// Days and months, in UTC, of the orders' creation: "2026-03-01", "2026-03".
extern const dimension by_calendar;

} // namespace docket::statistics
