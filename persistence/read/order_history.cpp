#include "docket/persistence/read/order_history.hpp"

#include "docket/domain/order/order.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <functional>
#include <limits>
#include <utility>

namespace docket {

namespace {

using order_visitor = std::function<void(const event_view& seen, order_event&& event)>;

// Time never goes back within a stream, so whatever the point is, the events up to it come first.
bool is_past(const event_view& seen, const history_point& at) {
  return std::visit(overloaded{
                        [](now_point) { return false; },
                        [&](version last) { return seen.version > last; },
                        [&](timestamp instant) { return seen.occurred_at > instant; },
                    },
                    at);
}

// The order's events up to the point, decoded, seen at one moment. What comes after is not even understood.
void read_events(log_reader& reader, const order_id& id, const history_point& at,
                 const order_visitor& visit) {
  const auto stream = reader.find_stream(order::stream_type, id.view());
  if (!stream) return;
  const auto decode_and_visit = [&](const event_view& seen) {
    if (is_past(seen, at)) return false;
    auto event = codec<order>::decode(seen.type, seen.schema, seen.data);
    if (!event) throw undecodable(seen, event.error());
    visit(seen, std::move(*event));
    return true;
  };
  reader.read_stream(*stream, version{1}, direction::forward, std::numeric_limits<std::size_t>::max(),
                     decode_and_visit);
}

} // namespace

std::optional<order_view> read_order(log_reader& reader, const order_id& id, const history_point& at) {
  order_view order{.id = id, .state = {}};
  read_events(reader, id, at, [&](const event_view& seen, order_event&& event) {
    if (order.version == version{0}) order.created = seen.position;
    order.version = seen.version;
    order.position = seen.position;
    order.state = evolve(std::move(order.state), event, seen.occurred_at);
  });
  if (order.version == version{0}) return std::nullopt;
  return order;
}

std::vector<history_entry> read_order_history(log_reader& reader, const order_id& id) {
  std::vector<history_entry> history;
  read_events(reader, id, now_point{}, [&](const event_view& seen, order_event&& event) {
    history.push_back({recorded_event{seen}, std::move(event)});
  });
  return history;
}

} // namespace docket
