#pragma once

#include "docket/service/feed/feed_filter.hpp"

#include <cstddef>
#include <deque>
#include <string>

namespace docket::service {

// An event as text/event-stream has it (WHATWG HTML, section 9.2): its position, type and object.
[[nodiscard]] std::string server_sent(const event_view& event, bool shows_personal);

// What one listener is to be sent next.
struct feed_batch {
  std::string text;
  position reached{};     // All that is wanted up to here is in the text, or was sent before.
  bool is_behind = false; // What comes next is here no more, but in the log.
};

// The newest events, rendered once for all listeners, within so many and so many bytes: those before them are
// forgotten. Not thread-safe.
class live_events {
public:
  live_events(std::size_t events_max, std::size_t bytes_max)
      : events_max_(events_max),
        bytes_max_(bytes_max) {}

  // Forgets all; the next event is the one after this position.
  void begin(position at);
  // In log order, without a gap.
  void add(const event_view& event);

  // The position of the last of them.
  [[nodiscard]] position reached() const noexcept { return reached_; }
  // What is wanted of the events up to `up_to`, about `bytes` of it.
  [[nodiscard]] feed_batch take(const feed_wish& wish, position up_to, std::size_t bytes) const;

private:
  struct live_event {
    std::string stream_type, stream_id, type;
    std::string whole;
    std::string withheld; // Empty: there is nothing personal in it.

    [[nodiscard]] std::size_t bytes() const noexcept {
      return sizeof(live_event) + whole.size() + withheld.size();
    }
  };

  const std::size_t events_max_, bytes_max_;
  std::deque<live_event> events_;
  position reached_{}; // Of the last of them.
  std::size_t bytes_ = 0;
};

} // namespace docket::service
