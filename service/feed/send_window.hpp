#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>

namespace docket::service {

// Keeps what one thread hands over to the server's one thread in small portions, so that requests come
// between them however many listeners there are. Thread-safe, with one thread that enter()s.
class send_window {
public:
  // What was handed over; 0 is none.
  using ticket = std::uint64_t;

  send_window(std::size_t most, std::chrono::milliseconds patience) : most_(most), patience_(patience) {}

  // For the next that is handed over. When `most` are on their way, waits until half of them were taken;
  // after `patience` those that are left are of the slow, and count no more.
  [[nodiscard]] ticket enter();
  // The network has taken it, or never will.
  void taken(ticket which);

  // Those that count.
  [[nodiscard]] std::size_t on_the_way() const {
    const std::scoped_lock hold{lock_};
    return on_the_way_;
  }

private:
  const std::size_t most_;
  const std::chrono::milliseconds patience_;
  mutable std::mutex lock_;
  std::condition_variable changed_;
  ticket last_ = 0, forgotten_ = 0; // Those up to `forgotten_` count no more.
  std::size_t on_the_way_ = 0;
};

} // namespace docket::service
