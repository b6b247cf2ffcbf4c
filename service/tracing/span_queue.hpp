#pragma once

#include "docket/actors/tracing/span.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace docket::service {

// Spans on their way from the engine's threads to the one that exports them. Thread-safe.
class span_queue {
public:
  explicit span_queue(std::size_t spans_max) : spans_max_(spans_max) {}

  // All of them, or none where they do not fit, or after close(): those are counted. Never waits.
  void add(std::vector<finished_span> spans);

  // The oldest, at most so many: as soon as there are that many, or the first has waited so long, or the
  // queue is closed. None only when it is closed and empty.
  [[nodiscard]] std::vector<finished_span> take(std::size_t most, std::chrono::milliseconds delay);

  // Waits that long, or until the queue is closed.
  void pause(std::chrono::milliseconds time);

  void close();
  [[nodiscard]] bool closed() const;
  // Throws away what is left; answers how many those were.
  std::size_t clear();

  [[nodiscard]] std::size_t waiting() const;
  [[nodiscard]] std::uint64_t dropped() const;

private:
  std::size_t spans_max_;
  mutable std::mutex lock_;
  std::condition_variable changed_;
  std::deque<finished_span> spans_;
  std::size_t wanted_ = 1; // The taker sleeps until there are so many.
  std::uint64_t dropped_ = 0;
  bool closed_ = false;
};

} // namespace docket::service
