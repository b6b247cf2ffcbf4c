#pragma once

#include "docket/actors/aggregates/aggregate_kinds.hpp"
#include "docket/actors/consumers/live_consumers.hpp"
#include "docket/actors/engine.hpp"
#include "docket/actors/fulfilment/fulfilment_parts.hpp"
#include "docket/actors/log_actors/publisher_actor.hpp"
#include "docket/actors/projections/read_side.hpp"
#include "docket/actors/runtime/admission.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/actors/runtime/counters.hpp"
#include "docket/actors/tracing/tracer.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace docket {

// Connections for questions that are asked on callers' threads, kept for the next one.
class reader_pool {
public:
  explicit reader_pool(event_store& store) : store_(store) {}
  [[nodiscard]] std::unique_ptr<log_reader> take();
  void give_back(std::unique_ptr<log_reader> reader);

private:
  event_store& store_;
  std::mutex lock_;
  std::vector<std::unique_ptr<log_reader>> idle_;
};

// What an engine is made of, in the order in which it is built; taken down in the opposite order.
struct engine::parts {
  explicit parts(config with);
  ~parts();

  void stop();

  config settings;
  counters counts;
  admission door;
  counters inner_counts; // Of the commands that the engine sends to itself.
  admission inner_door;
  std::unique_ptr<event_store> store;
  reader_pool readers;
  published_head head;
  std::unique_ptr<tracer> spans; // Null unless config::spans is set.
  aggregate_kinds kinds;
  std::unique_ptr<fulfilment_parts> fulfilments; // Null where people do it.
  std::unique_ptr<caf::actor_system_config> system_config;
  std::unique_ptr<caf::actor_system> system;
  caf::actor publisher, persistence, read_desk;
  std::vector<caf::actor> log_readers;
  std::mutex subscriptions_lock;
  std::vector<std::weak_ptr<subscription::state>> subscriptions;
  live_consumers consumers;
  read_side views;
  std::once_flag stopped;

private:
  void start();
  void start_all();
  void start_log_actors();
  void start_aggregates();
  template <class Aggregate>
  void start_kind(aggregate_kind<Aggregate>& kind);
  void start_fulfilments();
  void cancel_subscriptions();
  void wait_for_answers(admission& door_of);
  void wait_for_actors();
};

} // namespace docket
