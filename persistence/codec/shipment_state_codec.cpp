#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/shipment_json.hpp"
#include "docket/persistence/codec/state_fields.hpp"
#include "docket/persistence/codec/state_phases.hpp"

// A change of anything here needs another snapshot_format; older snapshots are then ignored, not read.
namespace docket {

namespace {

void write(json_writer&, const no_shipment&) {}

void read(json_fields&, no_shipment&) {}

// Content: what every other phase has.

void write(json_writer& to, const shipment_content& s) {
  to.string("orderId", s.order.view());
  write_lines(to, s.lines);
  write_time(to, "requestedAt", s.requested_at);
  write_time(to, "updatedAt", s.updated_at);
}

void read(json_fields& from, shipment_content& s) {
  s.order = from.id<order_id>("orderId");
  s.lines = read_lines(from);
  s.requested_at = read_time(from, "requestedAt");
  s.updated_at = read_time(from, "updatedAt");
}

// Who took it, for phases from dispatch on.

void write(json_writer& to, const shipment_dispatch& d) {
  to.object("dispatch", [&] {
    to.string("carrier", d.carrier.view());
    to.string("trackingNumber", d.tracking_number.view());
    write_optional_time(to, "estimatedDelivery", d.estimated_delivery);
    write_time(to, "dispatchedAt", d.dispatched_at);
  });
}

shipment_dispatch read_fields(json_fields& from) {
  shipment_dispatch d;
  d.carrier = from.string("carrier");
  d.tracking_number = from.string("trackingNumber");
  d.estimated_delivery = read_optional_time(from, "estimatedDelivery");
  d.dispatched_at = read_time(from, "dispatchedAt");
  from.finish();
  return d;
}

void read(json_fields& from, shipment_dispatch& d) {
  if (auto fields = from.required_object("dispatch")) d = read_fields(*fields);
}

// The phases, each on top of the content.

void write(json_writer& to, const dispatched_shipment& s) {
  write(to, static_cast<const shipment_content&>(s));
  write(to, s.dispatch);
}

void read(json_fields& from, dispatched_shipment& s) {
  read(from, static_cast<shipment_content&>(s));
  read(from, s.dispatch);
}

void write(json_writer& to, const delivered_shipment& s) {
  write(to, static_cast<const shipment_content&>(s));
  write(to, s.dispatch);
  write_time(to, "deliveredAt", s.delivered_at);
}

void read(json_fields& from, delivered_shipment& s) {
  read(from, static_cast<shipment_content&>(s));
  read(from, s.dispatch);
  s.delivered_at = read_time(from, "deliveredAt");
}

void write(json_writer& to, const failed_shipment& s) {
  write(to, static_cast<const shipment_content&>(s));
  if (s.dispatch) write(to, *s.dispatch);
  to.string_unless_empty("reason", s.reason.view());
  write_time(to, "failedAt", s.failed_at);
}

void read(json_fields& from, failed_shipment& s) {
  read(from, static_cast<shipment_content&>(s));
  if (auto fields = from.object("dispatch")) s.dispatch = read_fields(*fields);
  s.reason = from.string_or_empty("reason");
  s.failed_at = read_time(from, "failedAt");
}

} // namespace

std::string codec<shipment>::encode_state(const shipment_state& state) {
  return encode_phase(state, [](json_writer& to, const auto& phase) { write(to, phase); });
}

expected<shipment_state, codec_error> codec<shipment>::decode_state(std::string_view bytes) {
  return decode_phase<shipment_state>(bytes, [](json_fields& from, auto& phase) { read(from, phase); });
}

} // namespace docket
