#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/measure.hpp"
#include "docket/app/bench/resident_memory.hpp"

#include <fmt/format.h>

namespace docket::app::bench {
namespace {

// Before the counted orders come some that fill what does not grow with them: the page cache, buffers,
// mailboxes.
constexpr std::uint64_t settling_share = 10;

config keeping_all_alive(const bench_room& room, std::uint64_t orders) {
  auto settings = settings_for(room, room.scratch.fresh("engine"));
  settings.aggregates.live_max = 4 * orders; // Each shard has its part of it, and they are not filled evenly.
  settings.aggregates.idle = std::chrono::hours{24};
  settings.store.cache_bytes = 16u << 20;
  return settings;
}

std::uint64_t live_orders_after(const bench_room& room, engine& in, std::uint64_t seed,
                                std::uint64_t orders) {
  flight load{in, lives_of_orders(seed, many, orders), many, room.watch};
  load.begin();
  load.end_of_source();
  return in.metrics().live_aggregates;
}

} // namespace

memory_figure measure_memory(const bench_room& room) {
  const auto orders = room.plan.memory_orders;
  room.tell(fmt::format("memory of {} live orders", orders));
  engine running{keeping_all_alive(room, orders)};
  const auto settled = live_orders_after(room, running, room.seed + 1, orders / settling_share);
  const auto bytes_before = resident_bytes();
  const auto live = live_orders_after(room, running, room.seed, orders);
  const auto grown = static_cast<double>(resident_bytes()) - static_cast<double>(bytes_before);
  const auto counted = live - settled;
  return {live, counted, grown / static_cast<double>(counted)};
}

} // namespace docket::app::bench
