#pragma once

#include "docket/simulation/shop/scenario.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace docket {

// Who says whether a scenario still goes wrong in the way that matters. Must answer the same for the same
// scenario.
struct shrink_judge {
  std::function<bool(const scenario&)> fails;
  // Who was next, each time, in a run of it; see schedule_kind::replay. Where it is empty, schedules are
  // simplified and not replayed.
  std::function<std::vector<std::uint32_t>(const scenario&)> choices_of{};
};

// One whose run, here and now, violates the invariant within so many steps. Leave it some more of them than
// it takes: smaller scenarios may take longer.
[[nodiscard]] shrink_judge violates(std::string invariant, std::uint64_t steps_max);

// When to be content with what was found.
struct shrink_budget {
  std::uint64_t runs = 20'000;
  std::function<bool()> may_go_on{}; // Asked before each run.
};

struct shrunk_scenario {
  scenario smallest;
  std::uint64_t runs = 0;
  bool fails = false; // False when what was to be shrunk did not go wrong in the first place.
};

// Told of each smaller scenario that was found, and of the runs so far.
using shrink_listener = std::function<void(const scenario& smallest, std::uint64_t runs)>;

// The smallest scenario that could be found and still goes wrong: clients, commands, faults, views, limits
// and choices are taken out or made simple, over and over, until nothing more can be. The same for the same
// scenario and number of runs.
[[nodiscard]] shrunk_scenario shrink(scenario from, const shrink_judge& judge,
                                     const shrink_budget& budget = {}, const shrink_listener& told = {});

} // namespace docket
