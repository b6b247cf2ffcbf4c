#include "docket/persistence/codec/canonical_bytes.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"

namespace docket {

namespace {

// The order of the fields never changes; see canonical_bytes.hpp.

void put(canonical_bytes& to, const request_shipment& c) {
  to.string(c.order.view());
  to.number(static_cast<std::int64_t>(c.lines.size()));
  for (const auto& line : c.lines) {
    to.string(line.product.view());
    to.number(line.pieces.pieces());
  }
}

void put(canonical_bytes& to, const dispatch_shipment& c) {
  to.string(c.carrier);
  to.string(c.tracking_number);
  to.time(c.estimated_delivery);
}

void put(canonical_bytes&, const deliver_shipment&) {}

void put(canonical_bytes& to, const fail_shipment& c) { to.string(c.reason); }

} // namespace

std::uint64_t codec<shipment>::fingerprint(const shipment_command& command, std::optional<timestamp> stated) {
  return fingerprint_of<shipment>(command, stated,
                                  [](canonical_bytes& to, const auto& one) { put(to, one); });
}

} // namespace docket
