#pragma once

#include "docket/app/bench/plain_loop.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace docket::app::bench {

// How many events the next commit has.
using commit_sizes = std::function<std::size_t()>;

[[nodiscard]] commit_sizes commits_of_size(double mean); // Whole numbers around it.
[[nodiscard]] commit_sizes commits_of_lives();           // One command of an order's life after the other.

// What the plain loop did.
struct plain_run {
  double events_per_second = 0;
  std::vector<std::uint32_t> commit_ns; // How long each commit took, with its inserts.
};

// Until the loop has written so many events in all.
plain_run run_until_events(plain_loop& loop, const commit_sizes& sizes, std::uint64_t events);

// For so long.
plain_run run_for(plain_loop& loop, const commit_sizes& sizes, std::chrono::milliseconds span);

} // namespace docket::app::bench
