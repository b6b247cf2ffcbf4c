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

namespace {

// Some go wrong with few seeds only; to try many of them at once would take the runs from what is easy.
constexpr std::uint32_t other_seeds[] = {0, 8, 64};

void shrink_while_it_helps(shrinking& work) {
  for (auto before = ~std::uint64_t{0}; before != work.successes() && !work.spent();) {
    before = work.successes();
    for (const auto pass : shrink_passes())
      pass(work);
  }
}

} // namespace

shrunk_scenario shrink(scenario from, const shrink_judge& judge, const shrink_budget& budget,
                       const shrink_listener& told) {
  shrinking work{std::move(from), judge, budget, told};
  if (work.begins_failing()) {
    for (const auto count : other_seeds) {
      work.set_other_seeds(count);
      shrink_while_it_helps(work);
    }
    work.set_other_seeds(0);
    shrink_choices(work);
    shrink_while_it_helps(work);
  }
  return std::move(work).result();
}

} // namespace docket
