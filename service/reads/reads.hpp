#pragma once

#include "docket/service/routing/route.hpp"
#include "docket/service/running/shop_context.hpp"

// The routes that only read, for the role `read`. Handlers keep a reference to what they are made of.
namespace docket::service {

// /orders/{order} and what stands below it.
[[nodiscard]] routes order_read_routes(shop_context& with);
// Lists, search and counts of orders.
[[nodiscard]] routes order_list_routes(shop_context& with);
// Statistics, stock, and the board of fulfilments.
[[nodiscard]] routes shop_view_routes(shop_context& with);

} // namespace docket::service
