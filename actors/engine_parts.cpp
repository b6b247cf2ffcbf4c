#include "docket/actors/engine_parts.hpp"

#include "docket/actors/log_actors/persistence_actor.hpp"
#include "docket/actors/log_actors/read_desk_actor.hpp"
#include "docket/actors/log_actors/subscription_actor.hpp"
#include "docket/actors/runtime/actor_runtime.hpp"
#include "docket/actors/runtime/defaults.hpp"
#include "docket/actors/runtime/spawning_thread.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>
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

void require_gateways(const config& settings) {
  if (settings.fulfilment.mode == fulfilment_mode::manual) return;
  if (!settings.payments || !settings.carrier)
    throw config_error{"automatic fulfilment needs both gateways: config::payments and config::carrier"};
}

// What the rules of each kind of aggregate are told.
order_limits limits_of(const config& c, const aggregate_kind<order>&) { return c.orders; }
payment_limits limits_of(const config&, const aggregate_kind<payment>&) { return {}; }
stock_limits limits_of(const config& c, const aggregate_kind<stock>&) { return c.stock; }
shipment_limits limits_of(const config&, const aggregate_kind<shipment>&) { return {}; }
fulfilment_policy limits_of(const config& c, const aggregate_kind<fulfilment>&) {
  return c.fulfilment.policy;
}

void count_fulfilment(counters& c, const fulfilment_event& event) {
  if (std::holds_alternative<fulfilment_started>(event)) counters::add(c.fulfilments_begun);
  if (std::holds_alternative<fulfilment_completed>(event)) counters::add(c.fulfilments_completed);
  if (std::holds_alternative<fulfilment_compensated>(event)) counters::add(c.fulfilments_compensated);
  if (std::holds_alternative<fulfilment_parked>(event)) counters::add(c.fulfilments_parked);
  if (std::holds_alternative<step_retried>(event)) counters::add(c.steps_retried);
}

std::unique_ptr<caf::actor_system_config> system_config_of(const config& settings) {
  auto result = std::make_unique<engine_actors_config>();
  result->log = settings.log;
  result->set("scheduler.policy", caf::atom("sharing"));
  result->set("scheduler.max-threads", settings.threads.workers);
  result->set("scheduler.max-throughput", std::size_t{50});
  if (settings.runtime) settings.runtime->configure(*result);
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
      inner_door(std::numeric_limits<std::size_t>::max(), inner_counts),
      store(settings.open_store(settings)),
      readers(*store),
      views(settings) {
  require_gateways(settings);
  start();
}

engine::parts::~parts() { stop(); }

// What has been started when something fails is ended again: actors do not end by themselves.
void engine::parts::start() {
  try {
    start_all();
  } catch (...) {
    stop();
    throw;
  }
}

void engine::parts::start_all() {
  const spawning_thread this_one;
  head.set(store->open_reader()->head());
  system_config = system_config_of(settings);
  system = std::make_unique<caf::actor_system>(*system_config);
  start_log_actors();
  start_aggregates();
  start_fulfilments();
  views.start({settings, *store, *system, publisher});
}

void engine::parts::start_log_actors() {
  publisher = system->spawn<publisher_actor>(head, counts);
  const auto& commit = settings.commit;
  persistence = spawn_with_thread<persistence_actor>(
      *system, persistence_context{store.get(),
                                   dynamic_cast<const sync_timing*>(store.get()),
                                   &counts,
                                   publisher,
                                   {commit.events_max, commit.bytes_max, commit.queue_max},
                                   settings.clock,
                                   settings.log});
  for (std::size_t i = 0; i < settings.threads.readers; ++i)
    log_readers.push_back(
        spawn_with_thread<reader_actor>(*system, std::shared_ptr<log_reader>{store->open_reader()}));
  const read_limits limits{settings.aggregates.hydrations_max, settings.aggregates.hydration_batch};
  read_desk = system->spawn<read_desk_actor>(log_readers, limits, counts);
}

void engine::parts::start_aggregates() {
  if (settings.fulfilment.mode != fulfilment_mode::manual)
    fulfilments = std::make_unique<fulfilment_parts>(settings, command_sender{kinds, inner_door});
  auto& out = kinds.of<docket::fulfilment>().shared.out;
  out.happened = [this](const auto& events) {
    for (const auto& event : events)
      count_fulfilment(counts, event);
  };
  if (fulfilments)
    out.send = [desk = fulfilments->desk()](auto requests) { desk->send(std::move(requests)); };
  else
    out.send = [](const auto&) {}; // It is asked again when it is due and they are automatic again.
  kinds.each([this](auto& kind) { start_kind(kind); });
}

template <class Aggregate>
void engine::parts::start_kind(aggregate_kind<Aggregate>& kind) {
  const auto& aggregates = settings.aggregates;
  auto& shared = kind.shared;
  shared.decisions = {limits_of(settings, kind),
                      {settings.idempotency.per_stream_max, settings.idempotency.age_max},
                      settings.clock,
                      settings.event_ids};
  shared.persistence = persistence;
  shared.read_desk = read_desk;
  shared.counts = &counts;
  shared.log = settings.log;
  shared.queue_max = aggregates.queue_max;
  shared.batch_max = aggregates.batch_max;
  shared.snapshot_every = aggregates.snapshot_every;
  const auto live_max = std::max<std::size_t>(1, aggregates.live_max / aggregates.shards);
  kind.start(*system, aggregates.shards, {live_max, aggregates.idle});
}

void engine::parts::start_fulfilments() {
  if (!fulfilments) return;
  fulfilments->start({settings, *store, *system, publisher, persistence, read_desk,
                      command_sender{kinds, inner_door}, counts});
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

void engine::parts::wait_for_answers(admission& door_of) {
  if (settings.runtime)
    settings.runtime->run_until(*system, [&] { return door_of.in_flight() == 0; });
  else
    door_of.wait_until_empty();
}

void engine::parts::wait_for_actors() {
  if (settings.runtime)
    settings.runtime->run_until(*system, [this] { return system->registry().running() == 0; });
  else
    system->await_all_actors_done();
}

void engine::parts::stop() {
  std::call_once(stopped, [this] {
    door.close();
    if (!system) return; // It was not made.
    wait_for_answers(door);
    if (fulfilments) fulfilments->end();
    inner_door.close(); // What fulfilments have not sent yet they will send after the next start.
    wait_for_answers(inner_door);
    cancel_subscriptions();
    consumers.cancel(); // Before the writer ends: it keeps what they acknowledged.
    kinds.each([](const auto& kind) { kind.end(); });
    views.end();
    for (const auto& reader : log_readers)
      tell_to_end(reader);
    for (const auto& actor : {read_desk, persistence, publisher})
      tell_to_end(actor);
    wait_for_actors();        // Until then they use the handles below.
    taken_over(system.get()); // What the actors did happened before their parts are taken down.
    kinds.each([](auto& kind) { kind.clear(); });
    if (fulfilments) fulfilments->clear();
    views.clear();
    log_readers.clear();
    read_desk = persistence = publisher = nullptr;
    system.reset();
  });
}

} // namespace docket
