#pragma once

#include "docket/actors/engine.hpp"
#include "docket/app/bench/bench_room.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

// An engine's views from outside, as its status tells them.
namespace docket::app::bench {

// Settings of an engine that keeps the built-in views.
[[nodiscard]] config settings_with_views(const bench_room& room, std::filesystem::path database);

[[nodiscard]] std::vector<std::string> view_names();

// The view that is furthest behind the log's end, in events.
[[nodiscard]] std::uint64_t furthest_behind(const engine& of);

// Until all views are where the log's end was at the call; how long it took. Throws command_failed when they
// are not after very long.
std::chrono::duration<double> wait_for_views(const engine& of, const std::function<void()>& watch);

// Asks one view after the other how long the oldest event that it has not is in the log, for so long. Each
// answer costs the machine some tens of microseconds, which are part of what is measured.
[[nodiscard]] std::vector<std::int64_t> sample_lags_us(const engine& of, std::chrono::milliseconds span,
                                                       const std::function<void()>& watch);

} // namespace docket::app::bench
