#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace docket::app::bench {

// How much is measured.
struct bench_plan {
  // The engine and the plain loop take turns so many times, and medians count: machines are noisy.
  int rounds = 3;
  std::chrono::milliseconds warm_up{300};
  std::chrono::milliseconds window{3'000};       // Of the engine, each round.
  std::chrono::milliseconds limit_window{2'000}; // Of the plain loop, for each size of commit.
  std::size_t rows_max = 160'000;                // Events that the plain loop repeats.
  std::size_t fsyncs = 4'000;
  std::uint64_t memory_orders = 1'000'000;
  std::vector<std::uint64_t> growth_orders{10'000, 100'000, 1'000'000};
  // From each of these sizes on; long enough that the write-ahead log is copied once, as it is at every size.
  std::uint64_t growth_window_orders = 100'000;
  int hydration_runs = 50;
  std::uint64_t pending_deadlines = 1'000'000;

  // Of the read side.
  std::uint64_t rebuild_orders = 100'000, rebuild_fulfilments = 25'000; // In logs that views are made from.
  std::uint64_t query_orders = 1'000'000;                               // In the views that are asked.
  std::uint64_t query_fulfilments = 100'000;
  int query_runs = 300; // Of each query, at each moment.
  std::size_t own_writes = 2'000;
};

inline constexpr std::array<std::size_t, 5> limit_commits{1, 10, 100, 1'000, 10'000}; // Events in one commit.
inline constexpr std::array<std::size_t, 3> flights{1, 64, 512};                      // Commands under way.
inline constexpr std::size_t many = flights.back();
inline constexpr std::size_t fulfilments_under_way = 512;

// Within a minute, for a first look.
[[nodiscard]] inline bench_plan quick_plan() {
  using std::chrono::milliseconds;
  return {3,
          milliseconds{200},
          milliseconds{700},
          milliseconds{500},
          40'000,
          1'000,
          100'000,
          {10'000, 100'000},
          30'000,
          20,
          100'000,
          10'000,
          2'000,
          20'000,
          2'000,
          100,
          300};
}

} // namespace docket::app::bench
