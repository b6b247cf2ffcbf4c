#include "docket/actors/fulfilment/news.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace docket {

namespace {

using news = std::optional<fulfilment_news>;

template <class Aggregate>
typename Aggregate::event decoded(const event_view& seen) {
  auto event = codec<Aggregate>::decode(seen.type, seen.schema, seen.data);
  if (!event) throw undecodable(seen, event.error());
  return std::move(*event);
}

text text_of(const uuid& id) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) result += '-';
    result += digits[id[i] >> 4];
    result += digits[id[i] & 15];
  }
  return text{result};
}

news of_order(const event_view& seen) {
  if (seen.type != "OrderPlaced" && seen.type != "OrderCancelled") return {};
  order_id id{seen.stream_id};
  const auto event = decoded<order>(seen);
  if (const auto* placed = std::get_if<order_placed>(&event))
    return order_to_fulfil{std::move(id), text_of(seen.id), placed->payment_method};
  return fulfilment_command{note_order_cancelled{std::move(id), std::get<order_cancelled>(event).reason}};
}

// A payment and a shipment have their order's id.

news of_payment(const event_view& seen) {
  using fact = note_payment::fact;
  const auto note = [&](fact what, const text& reason = {}, amount refunded = {}) {
    return fulfilment_command{note_payment{order_id{seen.stream_id}, what, reason, refunded}};
  };
  return std::visit(
      overloaded{
          [](const payment_requested&) -> news { return {}; },
          [&](const payment_authorised&) -> news { return note(fact::authorised); },
          [&](const payment_captured&) -> news { return note(fact::captured); },
          [&](const payment_declined& e) -> news { return note(fact::declined, e.reason); },
          [&](const payment_voided& e) -> news { return note(fact::voided, e.reason); },
          [&](const payment_refunded& e) -> news { return note(fact::refunded, {}, e.refunded); },
      },
      decoded<payment>(seen));
}

news of_shipment(const event_view& seen) {
  using fact = note_shipment::fact;
  const auto note = [&](fact what, parcel sent, const text& reason) {
    return fulfilment_command{note_shipment{order_id{seen.stream_id}, what, std::move(sent), reason}};
  };
  return std::visit(
      overloaded{
          [](const shipment_requested&) -> news { return {}; },
          [&](const shipment_dispatched& e) -> news {
            return note(fact::dispatched, {e.carrier, e.tracking_number, e.estimated_delivery}, {});
          },
          [&](const shipment_delivered&) -> news { return note(fact::delivered, {}, {}); },
          [&](const shipment_failed& e) -> news { return note(fact::failed, {}, e.reason); },
      },
      decoded<shipment>(seen));
}

} // namespace

const log_filter& news_filter() {
  static const log_filter filter{{"order", "payment", "shipment"},
                                 {"OrderPlaced", "OrderCancelled", "PaymentAuthorised", "PaymentCaptured",
                                  "PaymentDeclined", "PaymentVoided", "PaymentRefunded", "ShipmentDispatched",
                                  "ShipmentDelivered", "ShipmentFailed"}};
  return filter;
}

news news_of(const event_view& event) {
  if (event.stream_type == order::stream_type) return of_order(event);
  if (event.stream_type == payment::stream_type && event.type != "PaymentRequested") return of_payment(event);
  if (event.stream_type == shipment::stream_type && event.type != "ShipmentRequested")
    return of_shipment(event);
  return {};
}

} // namespace docket
