#pragma once

#include "docket/domain/shipment/line.hpp"
#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/json_writer.hpp"

#include <vector>

namespace docket {

// What is in a parcel, as the field `lines`: [{`productId`, `quantity`}]. Written in events and snapshots, so
// it never changes.
void write_lines(json_writer& to, const std::vector<shipment_line>& lines);
[[nodiscard]] std::vector<shipment_line> read_lines(json_fields& from);

// Who took a parcel, as fields of the object that was begun last: `carrier`, `trackingNumber`,
// `estimatedDelivery`? Written in events of shipments and of fulfilments, so it never changes.
template <class Dispatch>
void write_dispatch(json_writer& to, const Dispatch& by) {
  to.string("carrier", by.carrier.view());
  to.string("trackingNumber", by.tracking_number.view());
  if (by.estimated_delivery) to.time("estimatedDelivery", *by.estimated_delivery);
}

template <class Dispatch>
void read_dispatch(json_fields& from, Dispatch& by) {
  by.carrier = from.string("carrier");
  by.tracking_number = from.string("trackingNumber");
  by.estimated_delivery = from.optional_time("estimatedDelivery");
}

} // namespace docket
