#include "docket/persistence/codec/canonical_bytes.hpp"
#include "docket/persistence/codec/stock_codec.hpp"

namespace docket {

namespace {

// The order of the fields never changes; see canonical_bytes.hpp.

void put(canonical_bytes& to, const receive_stock& c) { to.number(c.pieces.pieces()); }

void put(canonical_bytes& to, const adjust_stock& c) {
  to.number(c.difference);
  to.string(c.reason);
}

void put(canonical_bytes& to, const reserve_stock& c) {
  to.string(c.order.view());
  to.number(c.pieces.pieces());
}

void put(canonical_bytes& to, const release_stock& c) { to.string(c.order.view()); }

void put(canonical_bytes& to, const ship_stock& c) { to.string(c.order.view()); }

} // namespace

std::uint64_t codec<stock>::fingerprint(const stock_command& command, std::optional<timestamp> stated) {
  return fingerprint_of<stock>(command, stated, [](canonical_bytes& to, const auto& one) { put(to, one); });
}

} // namespace docket
