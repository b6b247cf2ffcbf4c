#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace docket::service {

// Which events are wanted: those that all stated parts fit.
struct feed_filter {
  std::vector<std::string> types{}; // Of one of them; none stated: of any.
  std::string order{}; // What tells of it: its own events, its payment's, shipment's, fulfilment's.

  [[nodiscard]] bool wants(std::string_view stream_type, std::string_view stream_id,
                           std::string_view type) const noexcept;
  bool operator==(const feed_filter&) const = default;
};

// What one listener is to be sent: all that it wants after this position.
struct feed_wish {
  feed_filter filter{};
  bool shows_personal = false;
  position after{};

  bool operator==(const feed_wish&) const = default;
};

// Calls visit() for the wanted events after this position, in log order, until it answers false: that one was
// the last. Answers the position up to which all that is wanted was visited; at the log's end, or after
// looking at `look_at_max` events, it ends by itself, so that a reader of what is rare does not keep a
// thread.
[[nodiscard]] position read_feed(log_reader& log, const feed_filter& filter, position after,
                                 std::size_t look_at_max, const event_visitor& visit);

} // namespace docket::service
