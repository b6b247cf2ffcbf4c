#pragma once

#include "docket/actors/engine.hpp"
#include "docket/app/bench/shop_orders.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace docket::app::bench {

// What had been done at a moment.
struct fulfilment_sample {
  std::chrono::steady_clock::time_point at;
  std::chrono::nanoseconds processor{0}; // Time of the whole process on processors.
  std::uint64_t fulfilled = 0;           // By the flight's own count.
  std::uint64_t events = 0;              // Durable, by the engine's.
  std::uint64_t commits = 0;
};

// So many fulfilments under way in an engine that runs them by itself: when the log says that a slot's order
// is delivered and its fulfilment completed, the slot places its next order. A subscription to the
// fulfilments' streams brings the news and, on its own thread, sends the order; it looks at each event's type
// and has some 1 % of the engine's work to do.
class fulfilment_flight {
public:
  // `watch` is called while the flight waits; what it throws ends the waiting. At most slots_max slots.
  fulfilment_flight(engine& to, std::uint64_t seed, demand wanted, std::size_t slots,
                    std::function<void()> watch = {});
  // end()s, but keeps quiet about failures.
  ~fulfilment_flight();
  fulfilment_flight(const fulfilment_flight&) = delete;
  fulfilment_flight& operator=(const fulfilment_flight&) = delete;

  // Places the first order of every slot.
  void begin();
  // Blocks until `span` has passed or so many are fulfilled. Throws command_failed when an order was refused
  // or its fulfilment came to another end.
  [[nodiscard]] fulfilment_sample after(std::chrono::milliseconds span);
  [[nodiscard]] fulfilment_sample after_fulfilments(std::uint64_t count);
  // From now on the time from placing an order to its fulfilment is kept, or no longer.
  void keep_latencies(bool on) noexcept { keeping_ = on; }
  // Places no more and waits for those under way. Throws command_failed like the others.
  void end();

  // In nanoseconds, in no order. After end().
  [[nodiscard]] const std::vector<std::int64_t>& latencies_ns() const noexcept { return latencies_ns_; }

private:
  using clock = std::chrono::steady_clock;

  struct slot {
    clock::time_point placed;
    std::uint64_t orders = 0; // Placed so far.
  };

  void place(std::size_t index);
  void take(const event_view& event);
  void finish(std::size_t index);
  void note_failure(const std::string& why);
  void look_around() const;
  void require_well() const;
  [[nodiscard]] fulfilment_sample sample() const;

  engine& engine_;
  std::uint64_t seed_;
  demand wanted_;
  std::function<void()> watch_;
  std::vector<slot> slots_;                // Touched by begin(), and then by the subscription's thread alone,
  std::vector<std::int64_t> latencies_ns_; // like these.
  std::atomic<std::uint64_t> fulfilled_{0};
  std::atomic<std::size_t> busy_{0}; // Slots with a fulfilment under way.
  std::atomic<bool> ending_{false};
  std::atomic<bool> keeping_{false};
  std::atomic<bool> failed_{false};
  mutable std::mutex failure_lock_;
  std::string failure_; // The first one.
  subscription news_;   // Last: its thread uses all the others.
};

} // namespace docket::app::bench
