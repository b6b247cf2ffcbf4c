#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/medians.hpp"
#include "docket/app/bench/read_side/kept_views.hpp"
#include "docket/app/bench/read_side/measure_read_side.hpp"
#include "docket/app/bench/read_side/paced_load.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/queries.hpp"

#include <optional>
#include <thread>

namespace docket::app::bench {
namespace {

constexpr double others_most = 10'000, others_least = 500; // Events a second.
// Views give way: where the others leave them nothing they do not come at all.
constexpr std::chrono::seconds patience{5};
constexpr int windows_max = 10; // No longer than so many, however few commands that makes.

// Writes one command after the other and waits each time until the order list has it. Nothing when it does
// not get there.
std::optional<std::vector<double>> waits_us(const bench_room& room, engine& running, std::uint64_t seed) {
  const auto views = running.projections();
  auto commands = lives_of_orders(seed, 1);
  std::vector<double> waits;
  const auto end = std::chrono::steady_clock::now() + windows_max * room.plan.window;
  while (waits.size() < room.plan.own_writes && std::chrono::steady_clock::now() < end) {
    auto next = commands(0);
    const auto answer = running.execute(std::move(next->command), std::move(next->options)).get();
    if (!answer)
      throw command_failed("the engine refused a command of the benchmark: " + answer.error().message);
    const auto received = std::chrono::steady_clock::now();
    if (!views.wait("order_list", answer->last, patience)) return std::nullopt;
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - received;
    waits.push_back(took.count());
    room.watch();
  }
  return waits;
}

std::optional<std::vector<double>> waits_beside_others_us(const bench_room& room, engine& running,
                                                          std::uint64_t seed, double others) {
  paced_load load{running, seed, others};
  std::this_thread::sleep_for(room.plan.warm_up);
  auto waits = waits_us(room, running, seed + 1);
  load.end();
  wait_for_views(running, room.watch);
  return waits;
}

} // namespace

own_writes_figure measure_own_writes(const bench_room& room) {
  room.tell("reading what was just written");
  engine running{settings_with_views(room, room.scratch.fresh("engine"))};
  const auto alone = waits_us(room, running, room.seed);
  if (!alone) throw command_failed("the order list does not get to where a command was written");
  own_writes_figure result{percentile(*alone, 0.5), percentile(*alone, 0.99)};
  auto seed = room.seed + 1;
  for (auto others = others_most; others >= others_least; others /= 2, seed += 2)
    if (const auto busy = waits_beside_others_us(room, running, seed, others)) {
      result.busy_events_per_second = others;
      result.busy_p50_us = percentile(*busy, 0.5);
      result.busy_p99_us = percentile(*busy, 0.99);
      break;
    }
  return result;
}

} // namespace docket::app::bench
