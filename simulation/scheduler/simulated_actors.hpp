#pragma once

#include "docket/actors/runtime/actor_runtime.hpp"
#include "docket/simulation/scheduler/schedule.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace docket {

class simulated_scheduler;

// Thrown when an engine waits for its actors and none of them has anything to do, nor ever will.
class simulation_stuck : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

// The actors of all engines of a simulation, on one thread: who could run, running one of them, and their
// timers. Time is the time that has passed since the simulation began.
class simulated_actors final : public actor_runtime {
public:
  using time = std::chrono::microseconds;

  void configure(caf::actor_system_config& of) override;
  // First come, first served: an engine that stops, or was cut off by a crash, can reach nothing that matters
  // any more.
  void run_until(caf::actor_system& system, const std::function<bool()>& done) override;

  // Those that have a message to take; without `named` all have the number 0. Valid until the next call of
  // this or of run().
  [[nodiscard]] const std::vector<runnable_actor>& ready(bool named);
  [[nodiscard]] runnable_actor actor_of(std::size_t index) const; // After ready().
  // Lets the one at this index take one message. After ready().
  void run(std::size_t index);
  [[nodiscard]] std::string name_of(std::size_t index) const; // After ready().

  [[nodiscard]] std::optional<time> next_timer() const;
  // Timers that are due by then are fired; their actors are ready after it.
  void pass_time(time now);

  void add(simulated_scheduler& of);
  void remove(const simulated_scheduler& of);

private:
  struct member {
    simulated_scheduler* scheduler = nullptr;
    std::uint32_t number = 0;
  };
  struct place {
    simulated_scheduler* scheduler = nullptr;
    std::size_t job = 0;
  };

  std::vector<member> members_;
  std::uint32_t added_ = 0;
  std::vector<runnable_actor> ready_;
  std::vector<place> places_; // Of those in ready_.
  time now_{};
};

} // namespace docket
