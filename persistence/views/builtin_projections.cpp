#include "docket/persistence/views/builtin_projections.hpp"

#include "docket/persistence/views/details/order_details_projection.hpp"
#include "docket/persistence/views/fulfilments/fulfilment_board_projection.hpp"
#include "docket/persistence/views/orders/order_list_projection.hpp"
#include "docket/persistence/views/statistics/statistics_projection.hpp"
#include "docket/persistence/views/stock/stock_levels_projection.hpp"

namespace docket {

std::vector<projection_factory> builtin_projections() {
  return {
      [] { return std::make_unique<order_list_projection>(); },
      [] { return std::make_unique<order_details_projection>(); },
      make_customer_statistics,
      make_product_statistics,
      make_calendar,
      [] { return std::make_unique<stock_levels_projection>(); },
      [] { return std::make_unique<fulfilment_board_projection>(); },
  };
}

} // namespace docket
