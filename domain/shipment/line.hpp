#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/quantity.hpp"

namespace docket {

// What of a product is in the parcel.
struct shipment_line {
  product_id product;
  quantity pieces;

  friend bool operator==(const shipment_line&, const shipment_line&) = default;
};

} // namespace docket
