#include "docket/app/bench/engine_run.hpp"
#include "docket/app/bench/fulfilment_flight.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/measure.hpp"
#include "docket/app/bench/medians.hpp"
#include "docket/app/bench/prompt_gateways.hpp"
#include "docket/app/bench/rounds.hpp"

namespace docket::app::bench {
namespace {

constexpr std::uint64_t fulfilled_least = 100; // However long that takes a slow or busy machine.

double seconds_between(const fulfilment_sample& from, const fulfilment_sample& to) {
  return std::chrono::duration<double>(to.at - from.at).count();
}

fulfilment_figure figure_of(const fulfilment_sample& from, const fulfilment_sample& to) {
  const auto seconds = seconds_between(from, to);
  const auto fulfilled = static_cast<double>(to.fulfilled - from.fulfilled);
  const auto events = static_cast<double>(to.events - from.events);
  fulfilment_figure result;
  result.fulfilments_per_second = fulfilled / seconds;
  result.events_per_fulfilment = events / fulfilled;
  result.events_per_second = events / seconds;
  result.events_per_commit = events / static_cast<double>(to.commits - from.commits);
  result.processor_us_per_fulfilment =
      std::chrono::duration<double, std::micro>(to.processor - from.processor).count() / fulfilled;
  return result;
}

// Warm when every slot has fulfilled its first order and the plan's warm-up is over.
fulfilment_figure run_fulfilments(const bench_room& room, demand wanted) {
  auto settings = settings_for(room, room.scratch.fresh("engine"));
  fulfil_promptly(settings);
  engine running{std::move(settings)};
  fill_shelves(running);
  fulfilment_flight load{running, room.seed, wanted, fulfilments_under_way, room.watch};
  load.begin();
  static_cast<void>(load.after_fulfilments(2 * fulfilments_under_way));
  const auto from = load.after(room.plan.warm_up);
  load.keep_latencies(true);
  auto to = load.after(room.plan.window);
  if (to.fulfilled < from.fulfilled + fulfilled_least)
    to = load.after_fulfilments(from.fulfilled + fulfilled_least);
  load.keep_latencies(false);
  load.end();
  auto result = figure_of(from, to);
  result.p50_us = percentile(load.latencies_ns(), 0.5) / 1e3;
  result.p99_us = percentile(load.latencies_ns(), 0.99) / 1e3;
  return result;
}

fulfilment_figure measure_round(const bench_room& room) {
  const auto core = run_engine(room, room.scratch.fresh("engine"), lives_of_orders(room.seed, many), many);
  auto round = run_fulfilments(room, demand::spread);
  const auto hot = run_fulfilments(room, demand::best_seller);
  round.core_events_per_second = core.events_per_second;
  round.ratio = round.events_per_second / core.events_per_second;
  round.hot_fulfilments_per_second = hot.fulfilments_per_second;
  round.hot_ratio = hot.fulfilments_per_second / round.fulfilments_per_second;
  return round;
}

} // namespace

fulfilment_figure measure_fulfilment(const bench_room& room) {
  return median_round<fulfilment_figure>(
      room, "fulfilments", [&] { return measure_round(room); },
      {&fulfilment_figure::fulfilments_per_second, &fulfilment_figure::events_per_fulfilment,
       &fulfilment_figure::events_per_second, &fulfilment_figure::events_per_commit,
       &fulfilment_figure::p50_us, &fulfilment_figure::p99_us,
       &fulfilment_figure::processor_us_per_fulfilment, &fulfilment_figure::hot_fulfilments_per_second,
       &fulfilment_figure::core_events_per_second, &fulfilment_figure::ratio, &fulfilment_figure::hot_ratio});
}

} // namespace docket::app::bench
