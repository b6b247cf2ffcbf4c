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

} // namespace docket
