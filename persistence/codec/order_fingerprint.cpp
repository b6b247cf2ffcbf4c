#include "docket/persistence/codec/canonical_bytes.hpp"
#include "docket/persistence/codec/order_codec.hpp"

namespace docket {

namespace {

// The order of the fields never changes; see canonical_bytes.hpp.

void put(canonical_bytes& to, const postal_address& a) {
  for (const auto* part : {&a.name, &a.line1, &a.line2, &a.city, &a.region, &a.postal_code, &a.country}) {
    to.string(*part);
  }
}

void put(canonical_bytes& to, const personal_data& p) {
  for (const auto* part : {&p.name, &p.email, &p.phone})
    to.string(*part);
  for (const auto* address : {&p.shipping_address, &p.billing_address}) {
    if (to.maybe(address->has_value())) put(to, **address);
  }
}

void put(canonical_bytes& to, const item& i) {
  to.string(i.product.view());
  to.string(i.name);
  to.number(i.pieces.pieces());
  to.money(i.unit_price);
}

void put(canonical_bytes& to, const create_order& c) {
  to.string(c.customer.view());
  to.string(c.currency.code());
  to.money(c.shipping_fee);
  if (to.maybe(c.personal != nullptr)) put(to, *c.personal);
  to.number(static_cast<std::int64_t>(c.items.size()));
  for (const auto& i : c.items)
    put(to, i);
  static_cast<void>(to.maybe(c.place));
  to.later_string(c.payment_method);
}

void put(canonical_bytes& to, const add_item& c) { put(to, c.added); }

void put(canonical_bytes& to, const remove_item& c) { to.string(c.product.view()); }

void put(canonical_bytes& to, const change_quantity& c) {
  to.string(c.product.view());
  to.number(c.pieces.pieces());
}

void put(canonical_bytes& to, const place_order& c) { to.later_string(c.payment_method); }

void put(canonical_bytes& to, const record_payment& c) {
  to.string(c.payment.view());
  to.money(c.paid);
  to.string(c.method);
}

void put(canonical_bytes&, const confirm_order&) {}

void put(canonical_bytes& to, const ship_order& c) {
  to.string(c.tracking_number);
  to.string(c.carrier);
  to.time(c.estimated_delivery);
}

void put(canonical_bytes&, const deliver_order&) {}

void put(canonical_bytes& to, const cancel_order& c) { to.string(c.reason); }

void put(canonical_bytes& to, const record_refund& c) {
  to.string(c.refund.view());
  to.money(c.refunded);
}

} // namespace

std::uint64_t codec<order>::fingerprint(const order_command& command, std::optional<timestamp> stated) {
  return fingerprint_of<order>(command, stated, [](canonical_bytes& to, const auto& one) { put(to, one); });
}

} // namespace docket
