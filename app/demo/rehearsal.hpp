#pragma once

#include "docket/actors/engine.hpp"
#include "docket/app/demo/story.hpp"
#include "docket/app/pipeline/tally.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace docket::app {

// How the orders of a shop went through an engine.
struct rehearsal {
  tally counts;
  std::chrono::nanoseconds elapsed{0};
  // What was refused of the order that is told of, in order: "payment_...: a sentence".
  std::vector<std::string> refusals;
};

// Sends every command of the shop's orders to the engine, many in flight, with progress on a terminal. Throws
// command_failed when the engine cannot go on.
[[nodiscard]] rehearsal play(const shop& of, engine& to, std::uint64_t told_order);

// The number of an order with a story worth telling: something was changed, refused and repeated, and it
// ended well.
[[nodiscard]] std::uint64_t order_worth_telling(const shop& of);

} // namespace docket::app
