#pragma once

#include "docket/actors/engine.hpp"
#include "docket/app/demo/shelves.hpp"
#include "docket/app/demo/story.hpp"
#include "docket/app/pipeline/tally.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace docket::app {

// How a shop's customers went through an engine.
struct rehearsal {
  tally counts;                        // Of their commands.
  std::uint64_t placed = 0;            // Orders.
  std::chrono::nanoseconds elapsed{0}; // Until the last one had ended.
};

// Receives what was delivered, sends every command of the shop's customers to the engine, many orders under
// way at once, and waits until every placed order has ended; with progress on a terminal. Throws
// command_failed when the engine cannot go on.
[[nodiscard]] rehearsal play(const shop& of, const std::vector<delivery>& delivered, engine& to);

} // namespace docket::app
