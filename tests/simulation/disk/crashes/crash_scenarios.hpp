#pragma once

#include "crash_world.hpp"

#include <span>

namespace docket::testing {

// A story of a store: what has happened before, and what happens while the disk may fail.
struct crash_scenario {
  const char* name;
  void (*prepare)(crash_world&);
  void (*act)(crash_world&);
};

[[nodiscard]] std::span<const crash_scenario> crash_scenarios();

} // namespace docket::testing
