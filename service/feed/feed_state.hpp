#pragma once

#include "docket/service/feed/feed_hub.hpp"
#include "docket/service/feed/live_events.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <string>
#include <utility>

namespace docket::service {

struct feed_hub::listener {
  std::shared_ptr<body_stream> stream;
  feed_wish wish; // `after`: everything wanted up to here was handed over. Its owner's: see `reads`.
  std::atomic<bool> reads{false}; // A reading thread owns it; else the hub's thread does.
};

// What the hub's thread, the subscription, reading threads and streams share.
class feed_hub::state {
public:
  using clock = std::chrono::steady_clock;

  explicit state(const feed_limits& limits)
      : listeners_max_(limits.listeners_max),
        live_(limits.live_events_max, limits.live_bytes_max) {}

  // There may be something to do for the hub's thread.
  void wake() {
    {
      const std::scoped_lock hold{lock_};
      woken_ = true;
    }
    changed_.notify_one();
  }

  // By the subscription.
  void begin(position head) {
    const std::scoped_lock hold{lock_};
    live_.begin(head);
  }
  void add(const event_view& event) {
    bool was_woken = false;
    {
      const std::scoped_lock hold{lock_};
      live_.add(event);
      was_woken = std::exchange(woken_, true);
    }
    if (!was_woken) changed_.notify_one();
  }
  // No events come any more: who listens is sent away, and comes back.
  void fail() {
    {
      const std::scoped_lock hold{lock_};
      failed_ = woken_ = true;
    }
    changed_.notify_one();
  }

  [[nodiscard]] bool has_room() const {
    const std::scoped_lock hold{lock_};
    return !stopping_ && listeners_ < listeners_max_;
  }
  // False: it stops. By one thread at a time, after a look at has_room().
  [[nodiscard]] bool add(std::shared_ptr<listener> one) {
    {
      const std::scoped_lock hold{lock_};
      if (stopping_) return false;
      ++listeners_;
      newcomers_.push_back(std::move(one));
      woken_ = true;
    }
    changed_.notify_one();
    return true;
  }
  void left(std::size_t count) {
    const std::scoped_lock hold{lock_};
    listeners_ -= count;
  }
  [[nodiscard]] std::size_t listeners() const {
    const std::scoped_lock hold{lock_};
    return listeners_;
  }

  void stop() {
    {
      const std::scoped_lock hold{lock_};
      stopping_ = true;
    }
    changed_.notify_one();
  }

  // By the hub's thread: waits until there is something to do, at most until then. Adds who is new.
  enum class due { work, go_away, end };
  [[nodiscard]] due wait(clock::time_point until, listeners_list& all) {
    std::unique_lock lock{lock_};
    changed_.wait_until(lock, until, [this] { return woken_ || stopping_; });
    woken_ = false;
    all.insert(all.end(), newcomers_.begin(), newcomers_.end());
    newcomers_.clear();
    if (stopping_) return due::end;
    return std::exchange(failed_, false) ? due::go_away : due::work;
  }

  [[nodiscard]] feed_batch take(const feed_wish& wish, std::size_t bytes) const {
    const std::scoped_lock hold{lock_};
    return live_.take(wish.after, wish.filter, wish.shows_personal, bytes);
  }

private:
  const std::size_t listeners_max_;
  mutable std::mutex lock_;
  std::condition_variable changed_;
  live_events live_;
  listeners_list newcomers_;
  std::size_t listeners_ = 0;
  bool woken_ = false, failed_ = false, stopping_ = false;
};

} // namespace docket::service
