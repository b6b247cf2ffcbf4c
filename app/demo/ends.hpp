#pragma once

#include "docket/actors/engine.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

namespace docket::app {

// Follows an engine's log to know how many orders have come to their end, and their fulfilments with them.
class ends_watch {
public:
  explicit ends_watch(engine& of);
  ends_watch(const ends_watch&) = delete;
  ends_watch& operator=(const ends_watch&) = delete;

  struct counts {
    std::uint64_t orders = 0;                                 // Delivered or cancelled.
    std::uint64_t completed = 0, compensated = 0, parked = 0; // Fulfilments.
  };
  [[nodiscard]] counts now() const;

  // Blocks until fewer than `max` of so many placed orders are under way; a parked one is not. Throws
  // command_failed when the log cannot be followed any more.
  void wait_for_room(std::uint64_t placed, std::uint64_t max);
  // Blocks until no fulfilment is under way, nor may be begun for what was written; `meanwhile` is called now
  // and then. All commands must have been answered. Throws like the other.
  void wait_for_all(const std::function<void()>& meanwhile);

private:
  void take(const event_view& event);
  void fail(const std::string& why);
  void require_well() const; // Under the lock.

  engine& engine_;
  mutable std::mutex mutex_; // Guards what follows.
  std::condition_variable changed_;
  counts counts_;
  std::string failure_;
  subscription news_; // Last: its thread uses all the others.
};

} // namespace docket::app
