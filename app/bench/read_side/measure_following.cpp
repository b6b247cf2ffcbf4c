#include "docket/app/bench/medians.hpp"
#include "docket/app/bench/read_side/kept_views.hpp"
#include "docket/app/bench/read_side/measure_read_side.hpp"
#include "docket/app/bench/read_side/paced_load.hpp"

#include <array>
#include <fmt/format.h>
#include <thread>

namespace docket::app::bench {
namespace {

constexpr std::array paces{10'000, 15'000, 20'000, 25'000, 30'000,  40'000,  50'000,
                           60'000, 70'000, 80'000, 90'000, 100'000, 120'000, 150'000};
constexpr int failures_max = 2; // In a row, then faster ones are not tried: machines are noisy.

pace_figure measure_pace(const bench_room& room, engine& running, std::uint64_t seed, double pace) {
  paced_load load{running, seed, pace};
  std::this_thread::sleep_for(2 * room.plan.warm_up);
  const auto begun = std::chrono::steady_clock::now();
  const auto answered = load.answered();
  const auto lags = sample_lags_us(running, room.plan.window, room.watch);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  const auto commands = static_cast<double>(load.answered() - answered);
  load.end();
  return {pace, commands / took.count() * events_per_life / static_cast<double>(commands_per_life),
          percentile(lags, 0.5) / 1e3, percentile(lags, 0.99) / 1e3};
}

} // namespace

following_figure measure_following(const bench_room& room) {
  engine running{settings_with_views(room, room.scratch.fresh("engine"))};
  following_figure result;
  int failures = 0;
  for (const auto pace : paces) {
    room.tell(fmt::format("following {} events a second", pace));
    result.paces.push_back(measure_pace(room, running, room.seed + result.paces.size(), pace));
    wait_for_views(running, room.watch);
    const bool steady = result.paces.back().is_steady();
    if (steady) result.best = result.paces.back();
    failures = steady ? 0 : failures + 1;
    if (failures == failures_max) break;
  }
  return result;
}

} // namespace docket::app::bench
