#include "docket/app/bench/engine_run.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/measure.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <fmt/format.h>

namespace docket::app::bench {
namespace {

growth_figure measure_at(const bench_room& room, flight& load, std::uint64_t orders) {
  const auto from = load.after_answers(orders * commands_per_life);
  const auto to = load.after_answers(from.commands + room.plan.growth_window_orders * commands_per_life);
  return {orders, commands_per_second(from, to), processor_us_per_command(from, to)};
}

std::vector<growth_figure> grow(const bench_room& room, const std::filesystem::path& database) {
  engine running{settings_for(room, database)};
  flight load{running, lives_of_orders(room.seed, many), many, room.watch};
  load.begin();
  std::vector<growth_figure> result;
  for (const auto orders : room.plan.growth_orders) {
    room.tell(fmt::format("growing to {} orders", orders));
    result.push_back(measure_at(room, load, orders));
  }
  load.end();
  return result;
}

} // namespace

growth_and_disk measure_growth(const bench_room& room) {
  const auto database = room.scratch.fresh("engine");
  growth_and_disk result{grow(room, database), {}};
  // Closed, so everything has been copied from the write-ahead log.
  const auto reader = open_sqlite_reader(database);
  result.disk = {value(reader->head().position), std::filesystem::file_size(database)};
  return result;
}

} // namespace docket::app::bench
