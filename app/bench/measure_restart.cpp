#include "docket/actors/engine.hpp"
#include "docket/app/bench/measure.hpp"
#include "docket/app/bench/pending_deadlines.hpp"
#include "docket/app/bench/prompt_gateways.hpp"
#include "docket/app/bench/resident_memory.hpp"
#include "docket/app/bench/shop_orders.hpp"
#include "docket/app/program/errors.hpp"

#include <chrono>
#include <fmt/format.h>
#include <thread>

namespace docket::app::bench {
namespace {

struct opening {
  double ms = 0;
  std::uint64_t resident = 0; // Bytes, while the engine was open.
};

// Long enough for the first looks at the clock, which find what was asked before a restart and what is due.
constexpr std::chrono::milliseconds settling{500};

opening open_on(const bench_room& room, const std::filesystem::path& database) {
  auto settings = settings_for(room, database);
  fulfil_promptly(settings);
  auto [command, options] = order_of_shop(room.seed, demand::spread, 0, 0);
  command.place = false;
  const auto begun = std::chrono::steady_clock::now();
  engine running{std::move(settings)};
  const auto answer = running.execute(std::move(command), std::move(options)).get();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
  if (!answer)
    throw command_failed("the engine refused a command of the benchmark: " + answer.error().message);
  std::this_thread::sleep_for(settling);
  return {took.count(), resident_bytes()};
}

timestamp wall_clock() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

} // namespace

restart_figure measure_restart(const bench_room& room) {
  const auto pending = room.plan.pending_deadlines;
  const auto database = room.scratch.fresh("pending");
  room.tell(fmt::format("making {} pending deadlines", pending));
  const auto grown = [before = static_cast<double>(resident_bytes())](const opening& seen) {
    return static_cast<double>(seen.resident) - before;
  };
  const auto empty = open_on(room, room.scratch.fresh("engine"));
  write_pending_deadlines(database, pending, wall_clock(), room.watch);
  room.tell(fmt::format("opening with {} pending deadlines", pending));
  const auto full = open_on(room, database);
  return {pending, full.ms, empty.ms, grown(full), grown(empty)};
}

} // namespace docket::app::bench
