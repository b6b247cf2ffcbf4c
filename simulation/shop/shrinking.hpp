#pragma once

#include "docket/simulation/shop/shrink.hpp"

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace docket {

// The smallest scenario so far, and what is tried in its place.
class shrinking {
public:
  shrinking(scenario from, const shrink_judge& judge, const shrink_budget& budget,
            const shrink_listener& told);

  // Whether what there is to begin with goes wrong.
  [[nodiscard]] bool begins_failing();

  // Takes the candidate in the smallest one's place if it goes wrong, too. What was tried before is not tried
  // again, and past the budget nothing is.
  bool try_out(scenario candidate);

  // The same for a changed copy of the smallest, with its own seeds and then with as many others as are set:
  // a fault that is drawn befalls something else as soon as there is one operation less.
  template <class Change>
  bool try_with(Change change) {
    auto candidate = smallest_;
    change(candidate);
    return is_changed(candidate) && (try_out(candidate) || try_other_seeds(std::move(candidate)));
  }
  void set_other_seeds(std::uint32_t count) noexcept { other_seeds_ = count; }

  // The choices of the smallest one's run; none where nobody can tell.
  [[nodiscard]] std::vector<std::uint32_t> choices();

  [[nodiscard]] const scenario& smallest() const noexcept { return smallest_; }
  [[nodiscard]] std::uint64_t successes() const noexcept { return successes_; }
  [[nodiscard]] bool spent() const;
  [[nodiscard]] shrunk_scenario result() &&;

private:
  [[nodiscard]] bool is_changed(const scenario& candidate) const;
  bool try_other_seeds(scenario candidate);
  [[nodiscard]] bool is_new(const scenario& candidate);
  [[nodiscard]] bool fails(const scenario& candidate);

  scenario smallest_;
  const shrink_judge& judge_;
  const shrink_budget& budget_;
  const shrink_listener& told_;
  std::unordered_set<std::uint64_t> tried_; // By a hash of their JSON.
  std::uint64_t runs_ = 0;
  std::uint64_t successes_ = 0;
  std::uint32_t other_seeds_ = 0;
  bool fails_ = false;
};

} // namespace docket
