#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/domain/text.hpp"

#include <cstdint>
#include <variant>

// What happened to a product's stock. Facts: never refused, never changed. Which product and when stands
// beside the event, not in it.
namespace docket {

struct stock_received {
  quantity pieces;

  friend bool operator==(const stock_received&, const stock_received&) = default;
};

struct stock_adjusted {
  std::int64_t difference = 0; // In pieces.
  text reason;

  friend bool operator==(const stock_adjusted&, const stock_adjusted&) = default;
};

struct stock_reserved {
  order_id order;
  quantity pieces;

  friend bool operator==(const stock_reserved&, const stock_reserved&) = default;
};

// Promised to an order without being there, as the stock of this product is not counted.
struct stock_back_ordered {
  order_id order;
  quantity pieces;

  friend bool operator==(const stock_back_ordered&, const stock_back_ordered&) = default;
};

// Ends the order's reservation, or its back order.
struct stock_released {
  order_id order;
  quantity pieces; // All that it had.

  friend bool operator==(const stock_released&, const stock_released&) = default;
};

// Ends the order's reservation, or its back order.
struct stock_shipped {
  order_id order;
  quantity pieces; // All that it had.

  friend bool operator==(const stock_shipped&, const stock_shipped&) = default;
};

using stock_event = std::variant<stock_received, stock_adjusted, stock_reserved, stock_back_ordered,
                                 stock_released, stock_shipped>;

} // namespace docket
