#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace docket {

// Between the publisher and one subscriber: how much of the live log the subscriber has waiting, so that a
// slow one costs bounded memory. Past the limit it is not sent commits any more and reads the log by itself.
//
// The publisher raises `head_` before it asks for room, the subscriber gives room back before it looks at
// `head_`: a commit that was withheld is therefore always seen as missing when the last one before it has
// been handled.
class subscription_feed {
public:
  explicit subscription_feed(std::size_t events_max) : events_max_(events_max) {}

  // Publisher: the log reaches `head`. True: send the commit's events, they were counted as waiting.
  [[nodiscard]] bool offer(position head, std::size_t events) noexcept {
    head_ = value(head);
    if (waiting_ > 0 && waiting_ + events > events_max_) return false;
    waiting_ += events;
    return true;
  }

  // Subscriber: so many events are handled.
  void handled(std::size_t events) noexcept { waiting_ -= events; }
  [[nodiscard]] position head() const noexcept { return position{head_.load()}; }

private:
  std::size_t events_max_;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<std::uint64_t> head_{0};
};

} // namespace docket
