#pragma once

#include "docket/actors/aggregates/aggregate_kind.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/domain/stock/stock.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"

#include <tuple>

namespace docket {

// Each in a source file of its own (kinds/), as compiling one takes long.
extern template class aggregate_kind<order>;
extern template class aggregate_kind<payment>;
extern template class aggregate_kind<stock>;
extern template class aggregate_kind<shipment>;
extern template class aggregate_kind<fulfilment>;

// Every kind of aggregate that an engine has.
class aggregate_kinds {
public:
  template <class Aggregate>
  [[nodiscard]] aggregate_kind<Aggregate>& of() noexcept {
    return std::get<aggregate_kind<Aggregate>>(kinds_);
  }
  template <class Aggregate>
  [[nodiscard]] const aggregate_kind<Aggregate>& of() const noexcept {
    return std::get<aggregate_kind<Aggregate>>(kinds_);
  }

  template <class Visit>
  void each(Visit visit) {
    std::apply([&](auto&... kind) { (visit(kind), ...); }, kinds_);
  }

private:
  std::tuple<aggregate_kind<order>, aggregate_kind<payment>, aggregate_kind<stock>, aggregate_kind<shipment>,
             aggregate_kind<fulfilment>>
      kinds_;
};

} // namespace docket
