#include "docket/persistence/views/builtin_projections.hpp"

#include "docket/persistence/views/orders/order_list_projection.hpp"
#include "docket/persistence/views/statistics/statistics_projection.hpp"

namespace docket {

std::vector<projection_factory> builtin_projections() {
  return {
      [] { return std::make_unique<order_list_projection>(); },
      make_customer_statistics,
      make_product_statistics,
      make_calendar,
  };
}

} // namespace docket
