#include "docket/app/bench/engine_run.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/log_rows.hpp"
#include "docket/app/bench/measure.hpp"
#include "docket/app/bench/plain_run.hpp"

#include <fmt/format.h>

namespace docket::app::bench {
namespace {

// Rows of many orders under way at once, as the engine writes them.
log_rows rows_of_many_orders(const bench_room& room) {
  const auto database = room.scratch.fresh("engine");
  engine running{settings_for(room, database)};
  flight load{running, lives_of_orders(room.seed, many, room.plan.rows_max / events_per_life), many,
              room.watch};
  load.begin();
  load.end_of_source();
  running.stop();
  return read_log_rows(database, room.plan.rows_max);
}

} // namespace

std::vector<limit_figure> measure_limit(const bench_room& room) {
  room.tell("rows for the plain loop");
  const auto rows = rows_of_many_orders(room);
  std::vector<limit_figure> result;
  for (const auto size : limit_commits) {
    room.tell(fmt::format("the plain loop, {} events a commit", size));
    plain_loop loop{room.scratch.fresh("plain"), rows, room.settings.store};
    const auto run = run_for(loop, commits_of_size(static_cast<double>(size)), room.plan.limit_window);
    result.push_back({size, run.events_per_second});
  }
  return result;
}

} // namespace docket::app::bench
