#pragma once

#include <utility>
#include <vector>

namespace docket {

// The events in a list of exactly their number, moved into place: event_list<order_event>(order_paid{...}).
template <class Event, class... Events>
[[nodiscard]] std::vector<Event> event_list(Events&&... events) {
  std::vector<Event> result;
  result.reserve(sizeof...(events));
  (result.emplace_back(std::forward<Events>(events)), ...);
  return result;
}

} // namespace docket
