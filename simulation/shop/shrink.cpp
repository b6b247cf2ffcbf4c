#include "docket/simulation/shop/shrink.hpp"

#include "docket/simulation/shop/run_scenario.hpp"
#include "docket/simulation/shop/shrink_passes.hpp"
#include "docket/simulation/shop/shrinking.hpp"

#include <algorithm>
#include <utility>

namespace docket {

shrink_judge violates(std::string invariant) {
  const auto fails = [invariant = std::move(invariant)](const scenario& what) {
    const auto found = run(what).violations;
    return std::ranges::find(found, invariant, &violation::invariant) != found.end();
  };
  const auto choices_of = [](const scenario& what) { return run(what, {.record_choices = true}).choices; };
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
