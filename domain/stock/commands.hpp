#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/domain/text.hpp"

#include <cstdint>
#include <string_view>
#include <variant>

// What may be wanted of a product's stock. A command may be refused; see stock.hpp.
namespace docket {

struct receive_stock {
  product_id product;
  quantity pieces;
};

// The count was wrong: pieces were found, or are gone.
struct adjust_stock {
  product_id product;
  std::int64_t difference = 0; // In pieces; not zero.
  text reason{};
};

// Keeps pieces for an order.
struct reserve_stock {
  product_id product;
  order_id order;
  quantity pieces;
};

// The order does not need what was kept for it.
struct release_stock {
  product_id product;
  order_id order;
};

// What was kept for the order has left the house.
struct ship_stock {
  product_id product;
  order_id order;
};

using stock_command = std::variant<receive_stock, adjust_stock, reserve_stock, release_stock, ship_stock>;

// The product whose stock a command is for.
[[nodiscard]] const product_id& target(const stock_command& command) noexcept;

// The command's stable name, as in command lines: "receiveStock", "adjustStock", ...
[[nodiscard]] std::string_view command_name(const stock_command& command) noexcept;

} // namespace docket
