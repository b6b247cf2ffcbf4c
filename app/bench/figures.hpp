#pragma once

#include "docket/app/bench/read_side/read_side_figures.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

// What was measured. A measurement that was not asked for is missing.
namespace docket::app::bench {

struct limit_figure {
  std::size_t events_per_commit = 0;
  double events_per_second = 0;
};

struct fsync_figure {
  double p50_us = 0, p99_us = 0;
};

// The engine with so many commands under way, and the plain loop with commits of the size that the engine
// reached.
struct flight_figure {
  std::size_t in_flight = 0;
  double events_per_second = 0, commands_per_second = 0;
  double events_per_commit = 0;
  double p50_us = 0, p99_us = 0;       // From sending a command to its answer.
  double processor_us_per_command = 0; // On all processors together.
  double limit_events_per_second = 0;
  double limit_commit_p50_us = 0; // One commit of the plain loop.
  double ratio = 0;               // Median of the rounds' ratios.
  double latency_ratio = 0;       // p50 to limit_commit_p50, likewise.
};

struct hot_figure {
  double events_per_second = 0, commands_per_second = 0;
  double events_per_commit = 0;
  double many_events_per_second = 0; // Of many streams, in the same rounds.
  double ratio = 0;                  // In events per second.
};

struct hydration_figure {
  std::uint64_t events = 0;
  bool snapshot = false;
  std::uint64_t tail = 0; // Events that were read: all, or those after the snapshot.
  double ms = 0;
};

struct memory_figure {
  std::uint64_t live_orders = 0;    // At the end.
  std::uint64_t counted_orders = 0; // Those that the growth was divided by.
  double bytes_per_order = 0;
};

struct growth_figure {
  std::uint64_t orders = 0; // In the database when it was measured.
  double commands_per_second = 0;
  double processor_us_per_command = 0;
};

struct disk_figure {
  std::uint64_t events = 0, bytes = 0;
};

// Fulfilments from the placing of an order to its end, and the core (flight-512's workload) in the same
// rounds.
struct fulfilment_figure {
  double fulfilments_per_second = 0;
  double events_per_fulfilment = 0;
  double events_per_second = 0;
  double events_per_commit = 0;
  double p50_us = 0, p99_us = 0;          // From placing an order to its fulfilment.
  double processor_us_per_fulfilment = 0; // On all processors together.
  double hot_fulfilments_per_second = 0;  // With one best-seller in every order.
  double core_events_per_second = 0;
  double ratio = 0;     // Of events per second, to the core's.
  double hot_ratio = 0; // Of fulfilments per second, to those with spread products.
};

// Opening a database with so many deadlines that are not due yet, and an empty one.
struct restart_figure {
  std::uint64_t pending = 0;
  double ms = 0, empty_ms = 0;       // From opening to the first command accepted.
  double bytes = 0, empty_bytes = 0; // Growth of resident memory by the engine that was opened.
};

struct figures {
  std::vector<limit_figure> limit;
  std::optional<fsync_figure> fsync;
  std::vector<flight_figure> flights;
  std::optional<hot_figure> hot;
  std::vector<hydration_figure> hydration;
  std::optional<memory_figure> memory;
  std::vector<growth_figure> growth;
  std::optional<disk_figure> disk;
  std::optional<fulfilment_figure> fulfilment;
  std::optional<restart_figure> restart;
  read_side_figures read_side;
  double seconds = 0; // The whole run.
};

} // namespace docket::app::bench
