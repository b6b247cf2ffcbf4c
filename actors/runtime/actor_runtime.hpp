#pragma once

#include <functional>

namespace caf {
class actor_system;
class actor_system_config;
} // namespace caf

namespace docket {

// How an engine's actors are run where not threads do it (config::runtime): a scheduler that runs them one at
// a time, on the thread that asks it to. It may serve many engines.
class actor_runtime {
public:
  virtual ~actor_runtime() = default;

  // Chooses the scheduler of a system that is made next. One that `detaches_utility_actors()` is taken for
  // one with threads: actors that block then have threads of their own.
  virtual void configure(caf::actor_system_config& of) = 0;

  // Runs actors of the system until `done` answers true.
  virtual void run_until(caf::actor_system& system, const std::function<bool()>& done) = 0;
};

} // namespace docket
