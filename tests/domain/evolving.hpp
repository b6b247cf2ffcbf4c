#pragma once

#include "given_of.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <variant>
#include <vector>

// Words for tests of evolve().
namespace docket::testing {

// The phase that the state is in, which must be this one.
template <class Phase, class State>
Phase phase_of(const State& state) {
  REQUIRE(std::holds_alternative<Phase>(state));
  return std::get<Phase>(state);
}

// That each event which cannot follow `before`, being all but those at the places of `expected`, changes
// nothing but the time of the last update.
template <class Aggregate>
void check_passed_over(const std::vector<typename Aggregate::event>& all,
                       const std::vector<typename Aggregate::event>& before,
                       std::initializer_list<std::size_t> expected) {
  constexpr timestamp late{99};
  auto wanted = replay<Aggregate>(before);
  std::visit(
      [&](auto& phase) {
        if constexpr (requires { phase.updated_at; }) phase.updated_at = late;
      },
      wanted);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::ranges::find(expected, i) != expected.end()) continue;
    INFO(phase_name(wanted) << ", event " << i);
    CHECK((evolve(replay<Aggregate>(before), all[i], late) == wanted));
  }
}

} // namespace docket::testing
