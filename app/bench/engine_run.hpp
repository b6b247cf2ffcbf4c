#pragma once

#include "docket/actors/engine.hpp"
#include "docket/app/bench/bench_room.hpp"
#include "docket/app/bench/flight.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace docket::app::bench {

// What an engine did in the plan's window.
struct engine_run {
  std::uint64_t events_before = 0; // In the log when the window began.
  std::uint64_t events = 0;
  double events_per_second = 0, commands_per_second = 0, events_per_commit = 0;
  double processor_us_per_command = 0;
  std::vector<std::uint32_t> latencies_ns;
};

// Keeps an engine with its usual settings busy for the plan's warm-up and window, and closes it. `prepare` is
// called before the first command.
[[nodiscard]] engine_run run_engine(const bench_room& room, const std::filesystem::path& database,
                                    command_source commands, std::size_t in_flight,
                                    const std::function<void(engine&)>& prepare = {});

// The rate between two moments.
[[nodiscard]] double commands_per_second(const flight_sample& from, const flight_sample& to) noexcept;

// What a command took of all processors together, driver and all.
[[nodiscard]] double processor_us_per_command(const flight_sample& from, const flight_sample& to) noexcept;

} // namespace docket::app::bench
