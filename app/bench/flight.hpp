#pragma once

#include "docket/actors/engine.hpp"
#include "docket/app/bench/order_life.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace docket::app::bench {

// The next command of a slot, or nothing when the slot is done. Called for different slots from different
// threads at once, for one slot from one thread after the other.
using command_source = std::function<std::optional<life_command>(std::size_t slot)>;

// What had been done at a moment.
struct flight_sample {
  std::chrono::steady_clock::time_point at;
  std::chrono::nanoseconds processor{0}; // Time of the whole process on processors.
  std::uint64_t commands = 0;            // Answered, by the flight's own count.
  std::uint64_t events = 0;              // Durable, by the engine's.
  std::uint64_t commits = 0;
};

// So many commands under way in an engine at any time: the answer to a slot's command sends its next one,
// on the engine's own threads. (A thread of the driver's that is woken for batches of answers was measured
// too: no difference in processor time, and one thread more to share the cores with.)
class flight {
public:
  // `watch` is called while the flight waits; what it throws ends the waiting.
  flight(engine& to, command_source source, std::size_t slots, std::function<void()> watch = {});
  // end()s, but keeps quiet about failures.
  ~flight();
  flight(const flight&) = delete;
  flight& operator=(const flight&) = delete;

  // Sends the first command of every slot.
  void begin();
  // Blocks until `span` has passed or `commands` were answered. Throws command_failed when a command was not
  // accepted.
  [[nodiscard]] flight_sample after(std::chrono::milliseconds span);
  [[nodiscard]] flight_sample after_answers(std::uint64_t commands);
  // From now on the time from sending a command to its answer is kept, or no longer.
  void keep_latencies(bool on) noexcept { keeping_ = on; }
  // Sends no more and waits for the answers. Throws command_failed like the others.
  void end();
  // Waits until the source has no more and everything is answered.
  void end_of_source();

  // In nanoseconds, in no order. After end().
  [[nodiscard]] std::vector<std::uint32_t> latencies_ns() const;

private:
  using clock = std::chrono::steady_clock;

  // One to a cache line: neighbours are written by different threads.
  struct alignas(64) slot {
    clock::time_point sent;
    std::atomic<std::uint64_t> answered{0}; // Written by one thread after the other.
    std::vector<std::uint32_t> latencies_ns;
  };

  void send(std::size_t index);
  void receive(std::size_t index, const command_result& answer);
  void note_failure(const failure& why);
  void look_around() const;
  [[nodiscard]] std::uint64_t answered() const noexcept;
  [[nodiscard]] flight_sample sample() const;
  void require_well() const;

  engine& engine_;
  command_source source_;
  std::function<void()> watch_;
  std::vector<slot> slots_;
  std::atomic<std::size_t> busy_{0}; // Slots with a command under way.
  std::atomic<bool> ending_{false};
  std::atomic<bool> keeping_{false};
  std::atomic<bool> failed_{false};
  mutable std::mutex failure_lock_;
  std::string failure_; // The first one.
};

} // namespace docket::app::bench
