#include "docket/persistence/read/shipment_view.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/shipment_json.hpp"
#include "docket/persistence/read/decoded_stream.hpp"
#include "docket/persistence/read/view_json.hpp"

namespace docket {

namespace {

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
  write_heading(to, "shipmentId", shipment);
  if (const auto* content = content_of(shipment.state)) {
    to.string("orderId", content->order.view());
    write_lines(to, content->lines);
    to.time("requestedAt", content->requested_at);
    if (const auto* dispatch = dispatch_of(shipment.state)) {
      write_dispatch(to, *dispatch);
      to.time("dispatchedAt", dispatch->dispatched_at);
    }
    write_end(to, shipment.state);
  }
  to.end_object();
}

} // namespace

std::optional<shipment_view> read_shipment(log_reader& reader, const shipment_id& id) {
  return read_view<shipment>(reader, shipment_view{.id = id, .state = {}});
}

std::string to_json(const shipment_view& shipment) {
  return json_text([&](json_writer& to) { write(to, shipment); });
}

} // namespace docket
