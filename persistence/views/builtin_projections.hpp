#pragma once

#include "docket/persistence/views/projection.hpp"

#include <string_view>
#include <vector>

namespace docket {

// A factory for each view that comes with docket: order_list, order_details, customer_statistics,
// product_statistics, calendar, stock_levels, fulfilment_board.
[[nodiscard]] std::vector<projection_factory> builtin_projections();

} // namespace docket
