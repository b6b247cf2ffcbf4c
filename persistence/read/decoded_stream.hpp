#pragma once

#include "docket/domain/overloaded.hpp"
#include "docket/persistence/hydration/hydration.hpp"
#include "docket/persistence/read/order_history.hpp"

#include <limits>
#include <optional>
#include <string_view>
#include <utility>

// How every view of an aggregate is read: its events, decoded, from the first on.
namespace docket {

// Neither time nor position goes back within a stream, so whatever the point is, the events up to it come
// first.
[[nodiscard]] inline bool is_past(const event_view& seen, const history_point& at) {
  return std::visit(overloaded{
                        [](now_point) { return false; },
                        [&](version last) { return seen.version > last; },
                        [&](timestamp instant) { return seen.occurred_at > instant; },
                        [&](position last) { return seen.position > last; },
                    },
                    at);
}

// Calls visit(seen, event) for the events up to the point, seen at one moment. What comes after is not even
// understood.
template <class Aggregate, class Visit>
void read_decoded(log_reader& reader, std::string_view id, const history_point& at, Visit visit) {
  const auto stream = reader.find_stream(Aggregate::stream_type, id);
  if (!stream) return;
  const auto decode_and_visit = [&](const event_view& seen) {
    if (is_past(seen, at)) return false;
    auto event = codec<Aggregate>::decode(seen.type, seen.schema, seen.data);
    if (!event) throw undecodable(seen, event.error());
    visit(seen, std::move(*event));
    return true;
  };
  reader.read_stream(*stream, version{1}, direction::forward, std::numeric_limits<std::size_t>::max(),
                     decode_and_visit);
}

// The state after the last event, with its version and position; nothing when there is no event.
template <class Aggregate, class View>
[[nodiscard]] std::optional<View> read_view(log_reader& reader, View view) {
  read_decoded<Aggregate>(reader, view.id.view(), now_point{},
                          [&](const event_view& seen, typename Aggregate::event&& event) {
                            view.version = seen.version;
                            view.position = seen.position;
                            view.state = evolve(std::move(view.state), event, seen.occurred_at);
                          });
  if (view.version == version{0}) return std::nullopt;
  return view;
}

} // namespace docket
