#include "docket/domain/stock/stock.hpp"

#include "codec/golden_events.hpp"

namespace docket {

template <>
std::map<std::string, stock_event> golden_events<stock>() {
  const order_id order{"order-001"};
  return {
      {"StockReceived.v1", stock_received{quantity{1'000'000}}},
      {"StockAdjusted.v1", stock_adjusted{-3, "broken: water in aisle 5"}},
      {"StockReserved.v1", stock_reserved{order, quantity{2}}},
      {"StockBackOrdered.v1", stock_back_ordered{order, quantity{40}}},
      {"StockReleased.v1", stock_released{order, quantity{2}}},
      {"StockShipped.v1", stock_shipped{order, quantity{2}}},
  };
}

} // namespace docket
