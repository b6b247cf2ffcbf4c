#include "docket/persistence/read/shipment_view.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/persistence/codec/json_writer.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/read/decoded_stream.hpp"

namespace docket {

namespace {

void write_lines(json_writer& to, const shipment_content& s) {
  to.key("lines");
  to.begin_array();
  for (const auto& line : s.lines) {
    to.begin_object();
    to.string("productId", line.product.view());
    to.integer("quantity", line.pieces.pieces());
    to.end_object();
  }
  to.end_array();
}

void write_dispatch(json_writer& to, const shipment_dispatch& s) {
  to.string("carrier", s.carrier.view());
  to.string("trackingNumber", s.tracking_number.view());
  if (s.estimated_delivery) to.time("estimatedDelivery", *s.estimated_delivery);
  to.time("dispatchedAt", s.dispatched_at);
}

void write_end(json_writer& to, const shipment_state& state) {
  std::visit(overloaded{
                 [](const no_shipment&) {},
                 [](const requested_shipment&) {},
                 [](const dispatched_shipment&) {},
                 [&](const delivered_shipment& s) { to.time("deliveredAt", s.delivered_at); },
                 [&](const failed_shipment& s) {
                   to.string_unless_empty("reason", s.reason.view());
                   to.time("failedAt", s.failed_at);
                 },
             },
             state);
}

void write(json_writer& to, const shipment_view& shipment) {
  to.begin_object();
  to.string("shipmentId", shipment.id.view());
  to.integer("version", std::uint64_t{value(shipment.version)});
  to.integer("position", value(shipment.position));
  to.string("status", phase_name(shipment.state));
  if (const auto* content = content_of(shipment.state)) {
    to.string("orderId", content->order.view());
    write_lines(to, *content);
    to.time("requestedAt", content->requested_at);
    if (const auto* dispatch = dispatch_of(shipment.state)) write_dispatch(to, *dispatch);
    write_end(to, shipment.state);
  }
  to.end_object();
}

} // namespace

std::optional<shipment_view> read_shipment(log_reader& reader, const shipment_id& id) {
  return read_view<shipment>(reader, shipment_view{.id = id, .state = {}});
}

std::string to_json(const shipment_view& shipment) {
  std::string json;
  {
    json_writer to{json};
    write(to, shipment);
  }
  return json;
}

} // namespace docket
