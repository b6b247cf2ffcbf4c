#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/medians.hpp"
#include "docket/app/bench/read_side/kept_views.hpp"
#include "docket/app/bench/read_side/measure_read_side.hpp"
#include "docket/app/bench/read_side/paced_load.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/queries.hpp"

#include <thread>

namespace docket::app::bench {
namespace {

constexpr double others_events_per_second = 10'000;
// Views give way: on a busy machine they come late, but they come.
constexpr std::chrono::seconds patience{120};

// Writes one command after the other and waits each time until the order list has it.
std::vector<double> waits_us(const bench_room& room, engine& running, std::uint64_t seed) {
  const auto views = running.projections();
  auto commands = lives_of_orders(seed, 1);
  std::vector<double> waits;
  while (waits.size() < room.plan.own_writes) {
    auto next = commands(0);
    const auto answer = running.execute(std::move(next->command), std::move(next->options)).get();
    if (!answer)
      throw command_failed("the engine refused a command of the benchmark: " + answer.error().message);
    const auto received = std::chrono::steady_clock::now();
    if (!views.wait("order_list", answer->last, patience))
      throw command_failed("the order list does not get to where a command was written");
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - received;
    waits.push_back(took.count());
    room.watch();
  }
  return waits;
}

} // namespace

own_writes_figure measure_own_writes(const bench_room& room) {
  room.tell("reading what was just written");
  engine running{settings_with_views(room, room.scratch.fresh("engine"))};
  const auto alone = waits_us(room, running, room.seed);
  paced_load others{running, room.seed + 1, others_events_per_second};
  std::this_thread::sleep_for(room.plan.warm_up);
  const auto busy = waits_us(room, running, room.seed + 2);
  others.end();
  return {percentile(alone, 0.5), percentile(alone, 0.99), others_events_per_second, percentile(busy, 0.5),
          percentile(busy, 0.99)};
}

} // namespace docket::app::bench
