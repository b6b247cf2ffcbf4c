#include "docket/service/feed/live_events.hpp"

#include "docket/service/reads/event_object.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace docket::service {

std::string server_sent(const event_view& event, bool shows_personal) {
  auto object = event_object(recorded_event{event}, shows_personal);
  // A line break would end the field. In JSON one can stand only between values.
  std::ranges::replace_if(
      object, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return fmt::format("id: {}\nevent: {}\ndata: {}\n\n", value(event.position), event.type, object);
}

void live_events::begin(position at) {
  events_.clear();
  bytes_ = 0;
  reached_ = at;
}

void live_events::add(const event_view& event) {
  live_event added{std::string{event.stream_type},
                   std::string{event.stream_id},
                   std::string{event.type},
                   server_sent(event, true),
                   {}};
  if (event.data.find("\"personal\"") != event.data.npos) added.withheld = server_sent(event, false);
  bytes_ += added.bytes();
  events_.push_back(std::move(added));
  reached_ = event.position;
  while (events_.size() > events_max_ || bytes_ > bytes_max_) {
    bytes_ -= events_.front().bytes();
    events_.pop_front();
  }
}

feed_batch live_events::take(const feed_wish& wish, position up_to, std::size_t bytes) const {
  feed_batch batch{{}, wish.after, false};
  const auto end = std::min(up_to, reached_);
  if (wish.after >= end) return batch;
  const auto missing = value(reached_) - value(wish.after);
  if (missing > events_.size()) {
    batch.is_behind = true;
    return batch;
  }
  for (auto i = events_.size() - missing; batch.reached < end && batch.text.size() < bytes; ++i) {
    const auto& event = events_[i];
    if (wish.filter.wants(event.stream_type, event.stream_id, event.type))
      batch.text += wish.shows_personal || event.withheld.empty() ? event.whole : event.withheld;
    batch.reached = position{value(batch.reached) + 1};
  }
  return batch;
}

} // namespace docket::service
