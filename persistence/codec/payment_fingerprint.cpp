#include "docket/persistence/codec/canonical_bytes.hpp"
#include "docket/persistence/codec/payment_codec.hpp"

namespace docket {

namespace {

// The order of the fields never changes; see canonical_bytes.hpp.

void put(canonical_bytes& to, const request_payment& c) {
  to.string(c.order.view());
  to.number(c.total.minor_units);
  to.string(c.currency.code());
  to.string(c.method);
}

void put(canonical_bytes& to, const authorise_payment& c) { to.string(c.reference); }

void put(canonical_bytes& to, const capture_payment& c) { to.string(c.reference); }

void put(canonical_bytes& to, const decline_payment& c) { to.string(c.reason); }

void put(canonical_bytes& to, const void_payment& c) { to.string(c.reason); }

void put(canonical_bytes& to, const refund_payment& c) {
  to.string(c.refund.view());
  to.number(c.refunded.minor_units);
  to.string(c.reference);
}

} // namespace

std::uint64_t codec<payment>::fingerprint(const payment_command& command, std::optional<timestamp> stated) {
  return fingerprint_of<payment>(command, stated, [](canonical_bytes& to, const auto& one) { put(to, one); });
}

} // namespace docket
