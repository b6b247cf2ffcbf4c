#include "docket/app/bench/engine_run.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/measure.hpp"
#include "docket/app/bench/medians.hpp"

#include <fmt/format.h>

namespace docket::app::bench {
namespace {

hot_figure measure_round(const bench_room& room) {
  const auto create = [&](engine& in) { create_for_changes(in, room.seed, 0); };
  const auto hot =
      run_engine(room, room.scratch.fresh("engine"), changes_of_order(room.seed, 0), many, create);
  const auto wide = run_engine(room, room.scratch.fresh("engine"), lives_of_orders(room.seed, many), many);
  return {hot.events_per_second, hot.commands_per_second, hot.events_per_commit, wide.events_per_second,
          hot.events_per_second / wide.events_per_second};
}

} // namespace

hot_figure measure_hot_stream(const bench_room& room) {
  std::vector<hot_figure> rounds;
  for (int round = 1; round <= room.plan.rounds; ++round) {
    room.tell(fmt::format("one hot order, round {} of {}", round, room.plan.rounds));
    rounds.push_back(measure_round(room));
  }
  hot_figure result;
  for (const auto member :
       {&hot_figure::events_per_second, &hot_figure::commands_per_second, &hot_figure::events_per_commit,
        &hot_figure::many_events_per_second, &hot_figure::ratio})
    result.*member = median_of(rounds, member);
  return result;
}

} // namespace docket::app::bench
