#include "docket/simulation/shop/shrinking.hpp"

#include "docket/simulation/trace.hpp"

#include <utility>

namespace docket {

shrinking::shrinking(scenario from, const shrink_judge& judge, const shrink_budget& budget,
                     const shrink_listener& told)
    : smallest_(std::move(from)),
      judge_(judge),
      budget_(budget),
      told_(told) {}

bool shrinking::begins_failing() {
  fails_ = is_new(smallest_) && fails(smallest_);
  return fails_;
}

bool shrinking::try_out(scenario candidate) {
  if (spent() || !is_new(candidate) || !fails(candidate)) return false;
  smallest_ = std::move(candidate);
  ++successes_;
  if (told_) told_(smallest_, runs_);
  return true;
}

// Another seed alone makes nothing smaller, and there is no end of seeds.
bool shrinking::is_changed(const scenario& candidate) const {
  return to_json(candidate) != to_json(smallest_);
}

bool shrinking::try_other_seeds(scenario candidate) {
  const auto first = candidate.seed, first_of_schedule = candidate.schedule.seed;
  for (std::uint32_t i = 1; i <= other_seeds_; ++i) {
    candidate.seed = first + i;
    candidate.schedule.seed = first_of_schedule + i;
    if (try_out(candidate)) return true;
  }
  return false;
}

std::vector<std::uint32_t> shrinking::choices() {
  if (!judge_.choices_of || spent()) return {};
  ++runs_;
  return judge_.choices_of(smallest_);
}

bool shrinking::spent() const { return runs_ >= budget_.runs || (budget_.may_go_on && !budget_.may_go_on()); }

shrunk_scenario shrinking::result() && { return {std::move(smallest_), runs_, fails_}; }

bool shrinking::is_new(const scenario& candidate) {
  return tried_.insert(trace_number(to_json(candidate))).second;
}

bool shrinking::fails(const scenario& candidate) {
  ++runs_;
  return judge_.fails(candidate);
}

} // namespace docket
