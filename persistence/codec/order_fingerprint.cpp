#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/siphash.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace docket {

namespace {

// The canonical bytes of a command: the same for the same payload, different for every other one. Stored
// hashes depend on each byte, so nothing here ever changes.
//
//   text    length (4 bytes), bytes        number  8 bytes
//   maybe   1 byte (0 or 1), then the value when 1
//   money   coefficient without trailing zeros after the point (number), scale (number)
//
// Integers are little-endian. First the command's name (text), the order id and the stated time (maybe
// number), then the fields in the order of the functions below.
class canonical_bytes {
public:
  canonical_bytes() { bytes_.reserve(256); }

  void number(std::int64_t value) { little_endian(static_cast<std::uint64_t>(value), 8); }

  void string(std::string_view value) {
    little_endian(value.size(), 4);
    bytes_ += value;
  }

  void string(const text& value) { string(value.view()); }

  bool maybe(bool present) {
    bytes_ += present ? '\1' : '\0';
    return present;
  }

  void time(std::optional<timestamp> value) {
    if (maybe(value.has_value())) number(value->microseconds);
  }

  void money(decimal value) { // 29.9 and 29.90 are one amount.
    while (value.scale > 0 && value.coefficient % 10 == 0) {
      value.coefficient /= 10;
      --value.scale;
    }
    number(value.coefficient);
    number(value.scale);
  }

  [[nodiscard]] std::string_view view() const noexcept { return bytes_; }

private:
  void little_endian(std::uint64_t value, std::size_t bytes) {
    for (; bytes > 0; --bytes, value >>= 8)
      bytes_ += static_cast<char>(value & 0xff);
  }

  std::string bytes_;
};

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
}

void put(canonical_bytes& to, const add_item& c) { put(to, c.added); }

void put(canonical_bytes& to, const remove_item& c) { to.string(c.product.view()); }

void put(canonical_bytes& to, const change_quantity& c) {
  to.string(c.product.view());
  to.number(c.pieces.pieces());
}

void put(canonical_bytes&, const place_order&) {}

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
  canonical_bytes bytes;
  bytes.string(command_name(command));
  bytes.string(target(command).view());
  bytes.time(stated);
  std::visit([&](const auto& c) { put(bytes, c); }, command);
  const auto hash = siphash_2_4(bytes.view());
  return hash != 0 ? hash : 1;
}

} // namespace docket
