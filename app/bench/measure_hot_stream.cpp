#include "docket/app/bench/engine_run.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/measure.hpp"
#include "docket/app/bench/rounds.hpp"

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
  return median_round<hot_figure>(room, "one hot order", [&] { return measure_round(room); },
                                  {&hot_figure::events_per_second, &hot_figure::commands_per_second,
                                   &hot_figure::events_per_commit, &hot_figure::many_events_per_second,
                                   &hot_figure::ratio});
}

} // namespace docket::app::bench
