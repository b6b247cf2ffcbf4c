#include "docket/app/bench/engine_run.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/medians.hpp"
#include "docket/app/bench/read_side/kept_views.hpp"
#include "docket/app/bench/read_side/measure_read_side.hpp"

#include <fmt/format.h>

namespace docket::app::bench {
namespace {

double events_per_second(const flight_sample& from, const flight_sample& to) {
  return static_cast<double>(to.events - from.events) /
         std::chrono::duration<double>(to.at - from.at).count();
}

full_load_figure load_with_views(const bench_room& room) {
  engine running{settings_with_views(room, room.scratch.fresh("engine"))};
  flight load{running, lives_of_orders(room.seed, many), many, room.watch};
  load.begin();
  const auto from = load.after(room.plan.warm_up);
  const auto to = load.after(room.plan.window);
  load.end();
  full_load_figure result;
  result.events_per_second = events_per_second(from, to);
  result.behind_events = static_cast<double>(furthest_behind(running));
  result.catch_up_seconds = wait_for_views(running, room.watch).count();
  return result;
}

full_load_figure measure_round(const bench_room& room) {
  const auto alone = run_engine(room, room.scratch.fresh("engine"), lives_of_orders(room.seed, many), many);
  auto round = load_with_views(room);
  round.alone_events_per_second = alone.events_per_second;
  round.ratio = round.events_per_second / alone.events_per_second;
  return round;
}

} // namespace

full_load_figure measure_full_load(const bench_room& room) {
  std::vector<full_load_figure> rounds;
  for (int round = 1; round <= room.plan.rounds; ++round) {
    room.tell(fmt::format("full load with views, round {} of {}", round, room.plan.rounds));
    rounds.push_back(measure_round(room));
  }
  full_load_figure result;
  for (const auto member :
       {&full_load_figure::alone_events_per_second, &full_load_figure::events_per_second,
        &full_load_figure::ratio, &full_load_figure::behind_events, &full_load_figure::catch_up_seconds})
    result.*member = median_of(rounds, member);
  return result;
}

} // namespace docket::app::bench
