#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <atomic>
#include <cstdint>

namespace docket {

// Between the publisher and one follower that reads the log by itself: how far the log reaches, and at most
// one wake under way, however many commits there were.
//
// The publisher raises `head_` before it looks whether the bell has rung, the follower stills the bell before
// it looks at `head_`: what was committed before a ring that was left out is therefore always seen.
class log_bell {
public:
  // Publisher: the log reaches `head`. True: wake the follower.
  [[nodiscard]] bool ring(position head) noexcept {
    head_ = value(head);
    return !rung_.exchange(true);
  }

  // Follower, when it was woken: from now on it may be woken again. Answers how far the log reaches.
  position still() noexcept {
    rung_ = false;
    return head();
  }

  [[nodiscard]] position head() const noexcept { return position{head_.load()}; }

private:
  std::atomic<bool> rung_{false};
  std::atomic<std::uint64_t> head_{0};
};

} // namespace docket
