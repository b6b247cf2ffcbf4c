#pragma once

#include "docket/actors/engine.hpp"
#include "docket/app/bench/order_life.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace docket::app::bench {

// Orders' lives at a steady pace, whatever the engine answers: a thread of its own sends what is due every
// half millisecond. Orders of every age are under way at any time, as many at each step, and an order's last
// command is long answered when its next one is sent. What is not answered stays bounded: an engine that
// cannot keep the pace is not sent it.
class paced_load {
public:
  // Orders of this seed, from the first one on.
  paced_load(engine& to, std::uint64_t seed, double events_per_second);
  // end()s, but keeps quiet about failures.
  ~paced_load();
  paced_load(const paced_load&) = delete;
  paced_load& operator=(const paced_load&) = delete;

  // Commands that were answered. Throws command_failed when one was not accepted.
  [[nodiscard]] std::uint64_t answered() const;
  // Sends no more and waits for the answers. Throws command_failed.
  void end();

private:
  using clock = std::chrono::steady_clock;
  struct place_in_life {
    std::uint64_t order = 0;
    std::size_t step = 0;
  };

  void send_what_is_due();
  void send();
  [[nodiscard]] place_in_life next();
  void receive(const command_result& answer);
  void require_well() const;

  engine& engine_;
  std::uint64_t seed_;
  double commands_per_second_;
  std::uint64_t sent_ = 0, places_ = 0; // The sender's own.
  std::atomic<std::uint64_t> answered_{0}, in_flight_{0};
  std::atomic<bool> ending_{false}, failed_{false};
  mutable std::mutex failure_lock_;
  std::string failure_; // The first one.
  std::jthread sender_; // Last: it uses all the others.
};

} // namespace docket::app::bench
