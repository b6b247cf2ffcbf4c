#include "docket/service/feed/feed_filter.hpp"

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace docket::service {
namespace {

// Streams that have the id of their order.
constexpr std::array<std::string_view, 4> of_an_order{order::stream_type, payment::stream_type,
                                                      shipment::stream_type, fulfilment::stream_type};

// An order's streams are few and short: they are read whole, instead of a log that is neither.
position read_feed_of_order(log_reader& log, const feed_filter& filter, position after,
                            const event_visitor& visit) {
  const auto end = std::max(log.head().position, after);
  std::vector<recorded_event> found;
  for (const auto type : of_an_order) {
    const auto stream = log.find_stream(type, filter.order);
    if (!stream) continue;
    log.read_stream(*stream, version{1}, direction::forward, std::numeric_limits<std::size_t>::max(),
                    [&](const event_view& event) {
                      if (event.position > end) return false; // Written since.
                      if (event.position > after && filter.wants(type, event.stream_id, event.type))
                        found.emplace_back(event);
                      return true;
                    });
  }
  std::ranges::sort(found, {}, &recorded_event::position);
  for (const auto& event : found)
    if (!visit(event.view())) return event.position;
  return end;
}

} // namespace

bool feed_filter::wants(std::string_view stream_type, std::string_view stream_id,
                        std::string_view type) const noexcept {
  if (!types.empty() && std::ranges::find(types, type) == types.end()) return false;
  return order.empty() ||
         (stream_id == order && std::ranges::find(of_an_order, stream_type) != of_an_order.end());
}

position read_feed(log_reader& log, const feed_filter& filter, position after, std::size_t look_at_max,
                   const event_visitor& visit) {
  if (!filter.order.empty()) return read_feed_of_order(log, filter, after, visit);
  return log.read_log(position{value(after) + 1}, {}, look_at_max, [&](const event_view& event) {
    return !filter.wants(event.stream_type, event.stream_id, event.type) || visit(event);
  });
}

} // namespace docket::service
