#pragma once

#include "docket/service/feed/feed_filter.hpp"
#include "docket/service/feed/live_events.hpp"
#include "docket/service/http/answer.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace docket::service {

// What a listener is to be sent next, as text that it shares with all who are to be sent the same.
struct shared_batch {
  shared_text text{}; // Null: there is nothing that it wants.
  position reached{}; // As of a feed_batch.
  bool is_behind = false;
};

// One time around all listeners: what several of them are to be sent is put together once, up to one
// position, so that those who were apart are together again after it. For one thread.
class feed_round {
public:
  // `take` answers what comes after the position of this wish, up to this one.
  using source = std::function<feed_batch(const feed_wish& wish, position up_to)>;
  feed_round(position up_to, source take) : up_to_(up_to), take_(std::move(take)) {}

  [[nodiscard]] position up_to() const noexcept { return up_to_; }
  [[nodiscard]] shared_batch next_of(const feed_wish& wish);

private:
  // Who have a position or a filter of their own are few, or gain nothing from looking for others like them.
  static constexpr std::size_t kept_max = 8;
  struct kept_batch {
    feed_wish wish;
    shared_batch batch;
  };

  const position up_to_;
  const source take_;
  std::vector<kept_batch> kept_;
};

} // namespace docket::service
