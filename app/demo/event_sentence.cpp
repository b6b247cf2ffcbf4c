#include "docket/app/demo/event_sentence.hpp"

#include "docket/domain/in_words.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"
#include "docket/persistence/read/fulfilment_history.hpp"
#include "docket/persistence/read/order_history.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

std::string because(const text& reason) {
  return reason.empty() ? std::string{} : fmt::format(": {}", reason.view());
}

std::string sentence(const payment_event& event) {
  return std::visit(
      overloaded{
          [](const payment_requested& e) {
            return fmt::format("{} to be taken by {}", in_words(e.total, e.currency), e.method.view());
          },
          [](const payment_authorised&) { return std::string{"Authorised"}; },
          [](const payment_captured& e) { return in_words(e.captured, e.currency) + " taken"; },
          [](const payment_declined& e) { return "Declined" + because(e.reason); },
          [](const payment_voided& e) { return "Made void" + because(e.reason); },
          [](const payment_refunded& e) { return in_words(e.refunded, e.currency) + " given back"; },
      },
      event);
}

std::string sentence(const stock_event& event, std::string_view product) {
  const auto of = [product](const quantity& pieces, std::string_view what) {
    return fmt::format("{} × {} {}", pieces.pieces(), product, what);
  };
  return std::visit(overloaded{
                        [&](const stock_received& e) { return of(e.pieces, "received"); },
                        [&](const stock_adjusted& e) {
                          return fmt::format("{} adjusted by {:+}", product, e.difference) +
                                 because(e.reason);
                        },
                        [&](const stock_reserved& e) { return of(e.pieces, "reserved"); },
                        [&](const stock_back_ordered& e) { return of(e.pieces, "ordered back"); },
                        [&](const stock_released& e) { return of(e.pieces, "back on the shelf"); },
                        [&](const stock_shipped& e) { return of(e.pieces, "left the house"); },
                    },
                    event);
}

std::string sentence(const shipment_event& event) {
  return std::visit(overloaded{
                        [](const shipment_requested& e) {
                          return fmt::format("A parcel of {} {} wanted", e.lines.size(),
                                             e.lines.size() == 1 ? "product" : "products");
                        },
                        [](const shipment_dispatched& e) {
                          return fmt::format("On its way with {}, tracking number {}", e.carrier.view(),
                                             e.tracking_number.view());
                        },
                        [](const shipment_delivered&) { return std::string{"Delivered"}; },
                        [](const shipment_failed& e) { return "Does not go" + because(e.reason); },
                    },
                    event);
}

template <class Aggregate>
typename Aggregate::event decoded(const event_view& seen) {
  auto event = codec<Aggregate>::decode(seen.type, seen.schema, seen.data);
  if (!event) throw undecodable(seen, event.error());
  return std::move(*event);
}

} // namespace

std::string event_sentence(const event_view& event) {
  if (event.stream_type == order::stream_type) return describe(decoded<order>(event));
  if (event.stream_type == payment::stream_type) return sentence(decoded<payment>(event));
  if (event.stream_type == stock::stream_type) return sentence(decoded<stock>(event), event.stream_id);
  if (event.stream_type == shipment::stream_type) return sentence(decoded<shipment>(event));
  return describe(decoded<fulfilment>(event));
}

} // namespace docket::app
