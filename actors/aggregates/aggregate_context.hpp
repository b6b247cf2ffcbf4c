#pragma once

#include "docket/actors/aggregates/decision_batch.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/actors/runtime/counters.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace docket {

// Whom a process manager tells once its events are durable: that they happened, and what it asks of others.
// Nothing for other aggregates.
template <class Aggregate>
struct outgoing {};
template <process_manager Aggregate>
struct outgoing<Aggregate> {
  std::function<void(const std::vector<typename Aggregate::event>&)> happened;
  // With the traceparent of all of them; empty where there is no trace.
  std::function<void(std::vector<typename Aggregate::request>, const text& traceparent)> send;
};

// What all actors of one kind of aggregate share. Made before the first and kept until after the last.
template <class Aggregate>
struct aggregate_context {
  decision_environment<Aggregate> decisions;
  caf::actor persistence;
  caf::actor read_desk;
  counters* counts = nullptr;
  std::function<void(const std::string&)> log;
  std::size_t queue_max = 0;
  std::size_t batch_max = 0;
  std::uint32_t snapshot_every = 0;
  [[no_unique_address]] outgoing<Aggregate> out;
};

} // namespace docket
