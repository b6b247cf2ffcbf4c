#include "docket/persistence/views/details/order_details_projection.hpp"

#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <string>
#include <utility>

namespace docket {

namespace {

template <class Aggregate, class Begun>
std::string order_named_by(const event_view& seen) {
  const auto event = codec<Aggregate>::decode(seen.type, seen.schema, seen.data);
  if (!event) throw undecodable(seen, event.error());
  return std::get<Begun>(*event).order.str();
}

// An order's own stream and its fulfilment's have its id; payments and shipments name it as they begin.
std::string order_of(const event_view& seen) {
  if (seen.stream_type == payment::stream_type) return order_named_by<payment, payment_requested>(seen);
  if (seen.stream_type == shipment::stream_type) return order_named_by<shipment, shipment_requested>(seen);
  return std::string{seen.stream_id};
}

} // namespace

const log_filter& order_details_projection::interest() const noexcept {
  static const log_filter filter{
      {"order", "payment", "shipment", "fulfilment"},
      {"OrderCreated", "PaymentRequested", "ShipmentRequested", "FulfilmentStarted"}};
  return filter;
}

void order_details_projection::create_tables(view_tables& tables) {
  tables.execute("CREATE TABLE streams (order_id TEXT, position INTEGER, type TEXT, key INTEGER, id TEXT, "
                 "PRIMARY KEY (order_id, position)) WITHOUT ROWID");
}

void order_details_projection::apply(const event_view& event, view_tables& tables) {
  const auto order = order_of(event);
  auto& row = tables.prepared("INSERT INTO streams VALUES (?1, ?2, ?3, ?4, ?5)");
  row.bind_text(1, order);
  row.bind(2, static_cast<std::int64_t>(value(event.position)));
  row.bind_text(3, event.stream_type);
  row.bind(4, static_cast<std::int64_t>(event.key));
  row.bind_text_or_null(5, event.stream_id == order ? std::string_view{} : event.stream_id);
  row.run();
}

std::unique_ptr<projection> make_order_details() { return std::make_unique<order_details_projection>(); }

} // namespace docket
