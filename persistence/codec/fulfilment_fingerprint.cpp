#include "docket/persistence/codec/canonical_bytes.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/fulfilment_words.hpp"

namespace docket {

namespace {

// The order of the fields never changes; see canonical_bytes.hpp. Enums stand as their words.

void put(canonical_bytes& to, const parcel& p) {
  to.string(p.carrier);
  to.string(p.tracking_number);
  to.time(p.estimated_delivery);
}

void put(canonical_bytes& to, const begin_fulfilment& c) {
  to.string(c.process);
  to.string(word_of(fulfilment_words::flows, c.flow));
  to.string(c.currency.code());
  to.number(c.total.minor_units);
  to.string(c.method);
  to.number(static_cast<std::int64_t>(c.items.size()));
  for (const auto& item : c.items) {
    to.string(item.product.view());
    to.number(item.pieces.pieces());
  }
}

void put(canonical_bytes& to, const note_order_cancelled& c) { to.string(c.reason); }

void put(canonical_bytes& to, const note_payment& c) {
  to.string(word_of(fulfilment_words::payment_facts, c.what));
  to.string(c.reason);
  if (c.what == note_payment::fact::refunded) to.number(c.refunded.minor_units);
}

void put(canonical_bytes& to, const note_shipment& c) {
  to.string(word_of(fulfilment_words::shipment_facts, c.what));
  put(to, c.sent);
  to.string(c.reason);
}

void put(canonical_bytes& to, const note_step_done& c) { to.number(c.number); }

void put(canonical_bytes& to, const note_step_refused& c) {
  to.number(c.number);
  to.string(c.rule);
  to.string(c.reason);
}

void put(canonical_bytes& to, const note_attempt_failed& c) {
  to.number(c.number);
  to.number(c.attempt);
  to.string(c.problem);
}

void put(canonical_bytes& to, const wake_fulfilment& c) { static_cast<void>(to.maybe(c.after_restart)); }

void put(canonical_bytes&, const retry_fulfilment&) {}

void put(canonical_bytes& to, const abandon_fulfilment& c) { to.string(c.reason); }

} // namespace

std::uint64_t codec<fulfilment>::fingerprint(const fulfilment_command& command,
                                             std::optional<timestamp> stated) {
  return fingerprint_of<fulfilment>(command, stated,
                                    [](canonical_bytes& to, const auto& one) { put(to, one); });
}

} // namespace docket
