#include "docket/persistence/codec/shipment_codec.hpp"

#include "docket/persistence/codec/event_table.hpp"
#include "docket/persistence/codec/shipment_json.hpp"

namespace docket {

template <>
struct event_form<shipment_requested> {
  static constexpr std::string_view name = "ShipmentRequested";

  static void write(json_writer& to, const shipment_requested& e) {
    to.string("orderId", e.order.view());
    write_lines(to, e.lines);
  }

  static void read(json_fields& from, shipment_requested& e) {
    e.order = from.id<order_id>("orderId");
    e.lines = read_lines(from);
  }
};

template <>
struct event_form<shipment_dispatched> {
  static constexpr std::string_view name = "ShipmentDispatched";

  static void write(json_writer& to, const shipment_dispatched& e) { write_dispatch(to, e); }

  static void read(json_fields& from, shipment_dispatched& e) { read_dispatch(from, e); }
};

template <>
struct event_form<shipment_delivered> {
  static constexpr std::string_view name = "ShipmentDelivered";

  static void write(json_writer&, const shipment_delivered&) {}

  static void read(json_fields&, shipment_delivered&) {}
};

template <>
struct event_form<shipment_failed> {
  static constexpr std::string_view name = "ShipmentFailed";

  static void write(json_writer& to, const shipment_failed& e) {
    to.string_unless_empty("reason", e.reason.view());
  }

  static void read(json_fields& from, shipment_failed& e) { e.reason = from.string_or_empty("reason"); }
};

event_type codec<shipment>::type_of(const shipment_event& event) noexcept {
  return event_table<shipment_event>::type_of(event);
}

void codec<shipment>::encode(const shipment_event& event, std::string& json) {
  event_table<shipment_event>::encode(event, json);
}

expected<shipment_event, codec_error> codec<shipment>::decode(std::string_view type, std::int32_t schema,
                                                              std::string_view json) {
  return event_table<shipment_event>::decode(type, schema, json);
}

} // namespace docket
