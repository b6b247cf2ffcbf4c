#pragma once

#include "docket/actors/aggregates/aggregate_context.hpp"
#include "docket/actors/engine.hpp"
#include "docket/actors/log_actors/publisher_actor.hpp"
#include "docket/actors/runtime/admission.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/actors/runtime/counters.hpp"
#include "docket/domain/order/order.hpp"

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

  [[nodiscard]] const caf::actor& shard_of(std::string_view id) const;
  void stop();

  config settings;
  counters counts;
  admission door;
  std::unique_ptr<event_store> store;
  reader_pool readers;
  published_head head;
  aggregate_context<docket::order> orders;
  std::unique_ptr<caf::actor_system_config> system_config;
  std::unique_ptr<caf::actor_system> system;
  caf::actor publisher;
  std::vector<caf::actor> log_readers;
  std::vector<caf::actor> order_shards;
  std::mutex subscriptions_lock;
  std::vector<std::weak_ptr<subscription::state>> subscriptions;
  std::once_flag stopped;

private:
  void start();
  void start_log_actors();
  void start_order_shards();
  void cancel_subscriptions();
};

} // namespace docket
