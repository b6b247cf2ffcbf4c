#include "docket/app/bench/engine_run.hpp"

#include <utility>

namespace docket::app::bench {
namespace {

double seconds_between(const flight_sample& from, const flight_sample& to) noexcept {
  return std::chrono::duration<double>(to.at - from.at).count();
}

} // namespace

double commands_per_second(const flight_sample& from, const flight_sample& to) noexcept {
  return static_cast<double>(to.commands - from.commands) / seconds_between(from, to);
}

double processor_us_per_command(const flight_sample& from, const flight_sample& to) noexcept {
  const std::chrono::duration<double, std::micro> spent = to.processor - from.processor;
  return spent.count() / static_cast<double>(to.commands - from.commands);
}

engine_run run_engine(const bench_room& room, const std::filesystem::path& database, command_source commands,
                      std::size_t in_flight, const std::function<void(engine&)>& prepare) {
  engine running{settings_for(room, database)};
  if (prepare) prepare(running);
  flight load{running, std::move(commands), in_flight, room.watch};
  load.begin();
  const auto from = load.after(room.plan.warm_up);
  load.keep_latencies(true);
  const auto to = load.after(room.plan.window);
  load.keep_latencies(false);
  load.end();
  running.stop();
  engine_run result;
  result.events_before = from.events;
  result.events = to.events - from.events;
  result.events_per_second = static_cast<double>(result.events) / seconds_between(from, to);
  result.commands_per_second = commands_per_second(from, to);
  result.events_per_commit =
      static_cast<double>(result.events) / static_cast<double>(to.commits - from.commits);
  result.processor_us_per_command = processor_us_per_command(from, to);
  result.latencies_ns = load.latencies_ns();
  return result;
}

} // namespace docket::app::bench
