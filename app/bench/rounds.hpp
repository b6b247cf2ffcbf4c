#pragma once

#include "docket/app/bench/bench_room.hpp"
#include "docket/app/bench/medians.hpp"

#include <fmt/format.h>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace docket::app::bench {

// Measures a figure as often as the plan says, and tells each time what is measured. Of these members it
// answers the medians over all rounds.
template <class Figure, class Measure>
[[nodiscard]] Figure median_round(const bench_room& room, std::string_view what, Measure measure_round,
                                  std::initializer_list<double Figure::*> members) {
  std::vector<Figure> rounds;
  for (int round = 1; round <= room.plan.rounds; ++round) {
    room.tell(fmt::format("{}, round {} of {}", what, round, room.plan.rounds));
    rounds.push_back(measure_round());
  }
  Figure result{};
  for (const auto member : members)
    result.*member = median_of(rounds, member);
  return result;
}

} // namespace docket::app::bench
