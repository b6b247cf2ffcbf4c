#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/order/commands.hpp"
#include "docket/domain/order/limits.hpp"
#include "docket/domain/order/payload.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/domain/rejection.hpp"

#include <cstddef>

// The rules about an order's lines, for items that come with its creation as for those that come later.
namespace docket {

// What the rules need to know of the line that has the product already.
struct line_figures {
  quantity pieces;
  amount unit_price;
};

// What they need to know of the order.
struct order_figures {
  docket::currency currency;
  std::size_t line_count = 0;
  amount total;
};

// The order's figures after `pieces` more at this price, joining the line `same_product` (null: it has none).
// Rules "product_price_differs", "quantity_out_of_range", "too_many_lines", "amount_overflow", in this order.
[[nodiscard]] expected<order_figures, rejection> with_item(const order_figures& order,
                                                           const line_figures* same_product,
                                                           const item& asked, amount unit_price,
                                                           const order_limits& limits);

// The total after a line's count changed. Rule "amount_overflow".
[[nodiscard]] expected<amount, rejection> total_with_quantity(const order_figures& order,
                                                              const line_figures& line, quantity pieces);

// Rules "order_is_empty", "order_total_not_positive".
[[nodiscard]] refusal unless_placeable(const order_figures& order);

} // namespace docket
