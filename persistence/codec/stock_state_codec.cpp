#include "docket/persistence/codec/state_fields.hpp"
#include "docket/persistence/codec/state_phases.hpp"
#include "docket/persistence/codec/stock_codec.hpp"

// A change of anything here needs another snapshot_format; older snapshots are then ignored, not read.
namespace docket {

// People are told two names for it, by its counts.
template <>
std::string_view name_of_phase<known_stock>() {
  return "known";
}

namespace {

void write(json_writer&, const no_stock&) {}

void read(json_fields&, no_stock&) {}

void write(json_writer& to, const known_stock& s) {
  to.integer("received", s.received);
  to.integer("adjusted", s.adjusted);
  to.integer("available", s.available);
  to.integer("reserved", s.reserved);
  to.integer("shipped", s.shipped);
  to.integer("backOrdered", s.back_ordered);
  to.integer("backShipped", s.back_shipped);
  to.objects("reservations", sorted_reservations(s), [&](const auto* kept) {
    to.string("orderId", kept->first.view());
    to.integer("quantity", kept->second.pieces.pieces());
    to.flag_if_set("backOrdered", kept->second.back_ordered);
  });
  write_time(to, "firstEventAt", s.first_event_at);
  write_time(to, "updatedAt", s.updated_at);
}

void read(json_fields& from, known_stock& s) {
  s.received = from.integer("received");
  s.adjusted = from.integer("adjusted");
  s.available = from.integer("available");
  s.reserved = from.integer("reserved");
  s.shipped = from.integer("shipped");
  s.back_ordered = from.integer("backOrdered");
  s.back_shipped = from.integer("backShipped");
  from.each("reservations", [&](json_fields& kept) {
    const auto order = kept.id<order_id>("orderId");
    const stock_reservation reservation{kept.pieces("quantity"), kept.flag("backOrdered")};
    if (!s.reservations.emplace(order, reservation).second)
      kept.refuse("orderId", "duplicate_reservation", "stands there twice.");
  });
  s.first_event_at = read_time(from, "firstEventAt");
  s.updated_at = read_time(from, "updatedAt");
}

} // namespace

std::string codec<stock>::encode_state(const stock_state& state) {
  return encode_phase(state, [](json_writer& to, const auto& phase) { write(to, phase); });
}

expected<stock_state, codec_error> codec<stock>::decode_state(std::string_view bytes) {
  return decode_phase<stock_state>(bytes, [](json_fields& from, auto& phase) { read(from, phase); });
}

} // namespace docket
