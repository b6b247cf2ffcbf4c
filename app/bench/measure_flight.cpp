#include "docket/app/bench/engine_run.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/log_rows.hpp"
#include "docket/app/bench/measure.hpp"
#include "docket/app/bench/medians.hpp"
#include "docket/app/bench/plain_run.hpp"
#include "docket/app/bench/rounds.hpp"

#include <fmt/format.h>

namespace docket::app::bench {
namespace {

// The plain loop writes as many events as the engine did, into a database of its own, in commits like the
// engine's.
plain_run run_plain_loop(const bench_room& room, const engine_run& engine, std::size_t in_flight,
                         const std::filesystem::path& database) {
  const auto rows = read_log_rows(database, room.plan.rows_max);
  const auto path = room.scratch.fresh("plain");
  plain_loop loop{path, rows, room.settings.store};
  const auto sizes = in_flight == 1 ? commits_of_lives() : commits_of_size(engine.events_per_commit);
  run_until_events(loop, sizes, engine.events_before);
  return run_until_events(loop, sizes, engine.events_before + engine.events);
}

flight_figure measure_round(const bench_room& room, std::size_t in_flight) {
  const auto database = room.scratch.fresh("engine");
  const auto run = run_engine(room, database, lives_of_orders(room.seed, in_flight), in_flight);
  const auto plain = run_plain_loop(room, run, in_flight, database);
  flight_figure round{in_flight, run.events_per_second, run.commands_per_second, run.events_per_commit};
  round.p50_us = percentile(run.latencies_ns, 0.5) / 1e3;
  round.p99_us = percentile(run.latencies_ns, 0.99) / 1e3;
  round.processor_us_per_command = run.processor_us_per_command;
  round.limit_events_per_second = plain.events_per_second;
  round.limit_commit_p50_us = median(plain.commit_ns) / 1e3;
  round.ratio = run.events_per_second / plain.events_per_second;
  round.latency_ratio = round.p50_us / round.limit_commit_p50_us;
  return round;
}

} // namespace

flight_figure measure_flight(const bench_room& room, std::size_t in_flight) {
  auto result = median_round<flight_figure>(
      room, fmt::format("{} in flight", in_flight), [&] { return measure_round(room, in_flight); },
      {&flight_figure::events_per_second, &flight_figure::commands_per_second,
       &flight_figure::events_per_commit, &flight_figure::p50_us, &flight_figure::p99_us,
       &flight_figure::processor_us_per_command, &flight_figure::limit_events_per_second,
       &flight_figure::limit_commit_p50_us, &flight_figure::ratio, &flight_figure::latency_ratio});
  result.in_flight = in_flight;
  return result;
}

} // namespace docket::app::bench
