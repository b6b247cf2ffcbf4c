#pragma once

#include "docket/simulation/scheduler/schedule.hpp"

#include <caf/actor_system.hpp>
#include <caf/scheduler/test_coordinator.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <typeinfo>
#include <unordered_map>

namespace docket {

class simulated_actors;

// The scheduler of one actor system in a simulation: CAF's own for tests, in whose queue of jobs each actor
// stands once that has a message to take. Part of the seam to CAF: this is what differs in 1.x. One thread.
class simulated_scheduler final : public caf::scheduler::test_coordinator {
public:
  using time_point = std::chrono::steady_clock::time_point;

  // How a configuration loads it. It names the simulation in the setting `simulation_setting`.
  static caf::actor_system::module* make(caf::actor_system& system, caf::detail::type_list<>);
  static constexpr const char* simulation_setting = "docket.simulation";

  simulated_scheduler(caf::actor_system& system, simulated_actors& owner);
  ~simulated_scheduler() override;

  [[nodiscard]] std::uint64_t actor_at(std::size_t job) const; // Its number.
  [[nodiscard]] std::string name_at(std::size_t job) const;    // What it is, for people.
  // Lets the actor at this place take one message.
  void run(std::size_t job);

  [[nodiscard]] std::optional<time_point> next_timer() const;
  // Timers that are due by then; the clock of this system shows it from now on.
  void pass_time(time_point now);

private:
  [[nodiscard]] const caf::abstract_actor* actor_of(const caf::resumable& job) const;

  simulated_actors& owner_;
  // Where in a job of this type its actor stands, in bytes from the whole object's begin; a cast, which is
  // the same for all of a type, is asked for once and not for every runnable actor at every step.
  mutable std::unordered_map<const std::type_info*, std::optional<std::ptrdiff_t>> actors_within_;
};

} // namespace docket
