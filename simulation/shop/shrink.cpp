#include "docket/simulation/shop/shrink.hpp"

#include "docket/simulation/shop/run_scenario.hpp"
#include "docket/simulation/shop/shrink_passes.hpp"
#include "docket/simulation/shop/shrinking.hpp"

#include <algorithm>
#include <utility>

namespace docket {

shrink_judge violates(std::string invariant, std::uint64_t steps_max) {
  run_options options;
  options.steps_max = steps_max;
  const auto fails = [invariant = std::move(invariant), options](const scenario& what) {
    const auto found = run(what, options).violations;
    return std::ranges::find(found, invariant, &violation::invariant) != found.end();
  };
  options.record_choices = true;
  const auto choices_of = [options](const scenario& what) { return run(what, options).choices; };
  return {fails, choices_of};
}

shrunk_scenario shrink(scenario from, const shrink_judge& judge, const shrink_budget& budget,
                       const shrink_listener& told) {
  shrinking work{std::move(from), judge, budget, told};
  if (work.begins_failing()) {
    while (!work.spent()) {
      const auto before = work.successes();
      for (const auto pass : shrink_passes())
        pass(work);
      if (work.successes() == before) break;
    }
  }
  return std::move(work).result();
}

} // namespace docket
