#pragma once

#include "docket/service/feed/feed_hub.hpp"
#include "docket/service/feed/feed_round.hpp"
#include "docket/service/feed/live_events.hpp"
#include "docket/service/feed/send_window.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <string>
#include <utility>

namespace docket::service {

// At most one write of it is on its way: what is committed meanwhile goes out together in the next.
struct feed_hub::listener {
  std::shared_ptr<body_stream> stream;
  feed_wish wish;      // `after`: everything wanted up to here was handed over. Its owner's: see `reads`.
  shared_batch page{}; // What was read for it; its owner's, too.
  std::atomic<bool> reads{false};             // A reading thread owns it; else the hub's thread does.
  std::atomic<bool> is_held_back{false};      // There is more for it once its write was taken.
  std::atomic<send_window::ticket> ticket{0}; // Of its write.

  // Nothing is on its way to it, and whoever heard that it was taken is done.
  [[nodiscard]] bool is_idle() const { return ticket == 0 && stream->waiting_bytes() == 0; }
  // If it is not idle, the hub is woken when it is.
  [[nodiscard]] bool must_wait() {
    if (is_idle()) return false;
    is_held_back = true;
    return !is_idle(); // It may have become so in between, and nobody was told.
  }
};

// What the hub's thread, the subscription, reading threads and streams share.
class feed_hub::state {
public:
  using clock = std::chrono::steady_clock;

  explicit state(const feed_limits& limits)
      : listeners_max_(limits.listeners_max),
        batch_bytes_(limits.batch_bytes),
        window_(limits.on_the_way_max, limits.patience),
        live_(limits.live_events_max, limits.live_bytes_max) {}

  // There may be something to do for the hub's thread.
  void wake() {
    {
      const std::scoped_lock hold{lock_};
      woken_ = true;
    }
    changed_.notify_one();
  }

  // By a stream: what was handed over was taken, or it is over. Only who waits for that wakes the hub.
  void drained(listener& one) {
    if (const auto ticket = one.ticket.exchange(0)) window_.taken(ticket);
    if (one.is_held_back.exchange(false) || !one.stream->open()) wake();
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

  // Waits that long, unless it stops.
  void rest(clock::duration time) {
    std::unique_lock lock{lock_};
    changed_.wait_for(lock, time, [this] { return stopping_; });
  }

  [[nodiscard]] feed_round begin_round() const {
    const std::scoped_lock hold{lock_};
    return {live_.reached(), [this](const feed_wish& wish, position up_to) {
              const std::scoped_lock hold_again{lock_};
              return live_.take(wish, up_to, batch_bytes_);
            }};
  }

  // Hands it over, when the server's thread has time for it. By the hub's thread.
  void send(listener& one, shared_text text) {
    one.ticket = window_.enter();
    if (!one.stream->write(std::move(text))) drained(one);
  }

  // For who lags, on reading threads.
  std::atomic<std::size_t> pages_under_way{0};

private:
  const std::size_t listeners_max_, batch_bytes_;
  send_window window_;
  mutable std::mutex lock_;
  std::condition_variable changed_;
  live_events live_;
  listeners_list newcomers_;
  std::size_t listeners_ = 0;
  bool woken_ = false, failed_ = false, stopping_ = false;
};

} // namespace docket::service
