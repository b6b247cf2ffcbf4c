#pragma once

#include <caf/logger.hpp>

namespace docket {

// While it lives, actors are spawned on this thread, which is not one of the system's own. CAF 0.17 leaves a
// reference to the system's logger with every thread that spawns, and the system's end waits until all are
// let go: for ever, when such a thread lives longer. So it is let go here.
class spawning_thread {
public:
  spawning_thread() = default;
  ~spawning_thread() { caf::logger::set_current_actor_system(nullptr); }
  spawning_thread(const spawning_thread&) = delete;
  spawning_thread& operator=(const spawning_thread&) = delete;
};

} // namespace docket
