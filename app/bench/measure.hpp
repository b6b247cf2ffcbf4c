#pragma once

#include "docket/app/bench/bench_room.hpp"
#include "docket/app/bench/figures.hpp"

#include <vector>

// The measurements, each in a file of its own. Each makes its own databases and its own engine, and deletes
// them. They throw store_error and command_failed.
namespace docket::app::bench {

// The plain loop with commits of `limit_commits` events.
[[nodiscard]] std::vector<limit_figure> measure_limit(const bench_room& room);

// 4 KiB written and made durable, over and over, in a file that has its full size: what the write-ahead log
// does.
[[nodiscard]] fsync_figure measure_fsync(const bench_room& room);

// Orders through their lives with so many commands under way, in turns with the plain loop.
[[nodiscard]] flight_figure measure_flight(const bench_room& room, std::size_t in_flight);

// One order with `many` commands waiting, in turns with `many` orders.
[[nodiscard]] hot_figure measure_hot_stream(const bench_room& room);

// From the log to a live order.
[[nodiscard]] std::vector<hydration_figure> measure_hydration(const bench_room& room);

// What a live order holds of the machine's memory.
[[nodiscard]] memory_figure measure_memory(const bench_room& room);

struct growth_and_disk {
  std::vector<growth_figure> growth;
  disk_figure disk;
};

// The rate while one database grows, and what it takes on the disk at the end.
[[nodiscard]] growth_and_disk measure_growth(const bench_room& room);

// Orders that the engine carries through payment, stock and shipment by itself, with spread products and with
// one best-seller, in turns with the core.
[[nodiscard]] fulfilment_figure measure_fulfilment(const bench_room& room);

// Opening an engine on fulfilments that all wait for something later. Memory is told best when nothing else
// was measured in this process before.
[[nodiscard]] restart_figure measure_restart(const bench_room& room);

} // namespace docket::app::bench
