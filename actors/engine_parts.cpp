#include "docket/actors/engine_parts.hpp"

#include "docket/actors/aggregates/shard_actor.hpp"
#include "docket/actors/log_actors/persistence_actor.hpp"
#include "docket/actors/log_actors/read_desk_actor.hpp"
#include "docket/actors/log_actors/subscription_actor.hpp"
#include "docket/actors/runtime/defaults.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <string_view>
#include <thread>
#include <utility>

namespace docket {
namespace {

std::unique_ptr<event_store> open_configured_store(const config& with) {
  return open_sqlite_store(with.database, {with.store.cache_bytes, with.store.checkpoint_wal_bytes});
}

void log_to_standard_error(const std::string& line) { std::fprintf(stderr, "docket: %s\n", line.c_str()); }

config with_defaults(config settings) {
  // The writer's thread takes a core of its own; one worker keeps it busy.
  if (settings.threads.workers == 0)
    settings.threads.workers = std::max<std::size_t>(1, std::thread::hardware_concurrency() / 2);
  if (!settings.clock) settings.clock = system_now;
  if (!settings.event_ids) settings.event_ids = uuid_v7;
  if (!settings.open_store) settings.open_store = open_configured_store;
  if (!settings.log) settings.log = log_to_standard_error;
  return settings;
}

std::unique_ptr<caf::actor_system_config> system_config_of(const config& settings) {
  auto result = std::make_unique<caf::actor_system_config>();
  result->set("scheduler.policy", caf::atom("sharing"));
  result->set("scheduler.max-threads", settings.threads.workers);
  result->set("scheduler.max-throughput", std::size_t{50});
  return result;
}

} // namespace

std::unique_ptr<log_reader> reader_pool::take() {
  {
    const std::scoped_lock hold{lock_};
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      return reader;
    }
  }
  return store_.open_reader();
}

void reader_pool::give_back(std::unique_ptr<log_reader> reader) {
  const std::scoped_lock hold{lock_};
  idle_.push_back(std::move(reader));
}

engine::parts::parts(config with)
    : settings(with_defaults(std::move(with))),
      door(settings.admission.in_flight_max, counts),
      store(settings.open_store(settings)),
      readers(*store) {
  start();
}

engine::parts::~parts() { stop(); }

const caf::actor& engine::parts::shard_of(std::string_view id) const {
  return order_shards[std::hash<std::string_view>{}(id) % order_shards.size()];
}

void engine::parts::start() {
  head.set(store->open_reader()->head());
  system_config = system_config_of(settings);
  system = std::make_unique<caf::actor_system>(*system_config);
  start_log_actors();
  start_order_shards();
}

void engine::parts::start_log_actors() {
  publisher = system->spawn<publisher_actor>(head, counts);
  const auto& commit = settings.commit;
  orders.persistence = system->spawn<persistence_actor, caf::detached>(
      persistence_context{store.get(),
                          &counts,
                          publisher,
                          {commit.events_max, commit.bytes_max, commit.queue_max},
                          settings.clock,
                          settings.log});
  for (std::size_t i = 0; i < settings.threads.readers; ++i)
    log_readers.push_back(
        system->spawn<reader_actor, caf::detached>(std::shared_ptr<log_reader>{store->open_reader()}));
  const read_limits limits{settings.aggregates.hydrations_max, settings.aggregates.hydration_batch};
  orders.read_desk = system->spawn<read_desk_actor>(log_readers, limits, counts);
}

void engine::parts::start_order_shards() {
  const auto& aggregates = settings.aggregates;
  orders.decisions = {settings.orders,
                      {settings.idempotency.per_stream_max, settings.idempotency.age_max},
                      settings.clock,
                      settings.event_ids};
  orders.counts = &counts;
  orders.log = settings.log;
  orders.queue_max = aggregates.queue_max;
  orders.batch_max = aggregates.batch_max;
  orders.snapshot_every = aggregates.snapshot_every;
  const shard_limits limits{std::max<std::size_t>(1, aggregates.live_max / aggregates.shards),
                            aggregates.idle};
  for (std::size_t i = 0; i < aggregates.shards; ++i)
    order_shards.push_back(system->spawn<shard_actor<docket::order>>(orders, limits));
}

void engine::parts::cancel_subscriptions() {
  std::vector<std::weak_ptr<subscription::state>> live;
  {
    const std::scoped_lock hold{subscriptions_lock};
    live.swap(subscriptions);
  }
  // Not under the lock: it waits for calls under way, and those may subscribe.
  for (const auto& weak : live)
    if (const auto shared = weak.lock()) shared->cancel();
}

void engine::parts::stop() {
  std::call_once(stopped, [this] {
    door.close();
    door.wait_until_empty();
    cancel_subscriptions();
    for (const auto& shard : order_shards)
      tell_to_end(shard);
    for (const auto& reader : log_readers)
      tell_to_end(reader);
    for (const auto& actor : {orders.read_desk, orders.persistence, publisher})
      tell_to_end(actor);
    system->await_all_actors_done(); // Until then they use the handles below.
    taken_over(system.get());        // What the actors did happened before their parts are taken down.
    order_shards.clear();
    log_readers.clear();
    orders.read_desk = orders.persistence = publisher = nullptr;
    system.reset();
  });
}

} // namespace docket
