#pragma once

#include "docket/persistence/views/history/partitions.hpp"
#include "docket/persistence/views/orders/order_criteria.hpp"
#include "docket/persistence/views/orders/order_lookup.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstdint>
#include <optional>

namespace docket {

// What a page is sorted by, and what tells orders with the same value apart.
[[nodiscard]] walk_begin place_in(const order_lookup& order, order_sort sort) noexcept;

// Whether a place comes after another in the page's order.
[[nodiscard]] bool comes_after(const walk_begin& place, const walk_begin& other,
                               walk_order direction) noexcept;

// Goes through an index in the order that the page wants, from its cursor on: keys of orders that may be
// there. An order is at this place of the order if place_in() says so; then it comes exactly once.
class order_walk {
public:
  order_walk(view_reader& view, const order_criteria& wanted);

  // Nothing at the end.
  [[nodiscard]] std::optional<walked_row> next();

private:
  [[nodiscard]] bool is_past_the_end(std::int64_t value) const noexcept;

  const order_criteria& wanted_;
  std::int64_t lowest_, highest_; // Values that the wanted orders have.
  partitioned_walk rows_;
  std::optional<walked_row> last_;
};

} // namespace docket
