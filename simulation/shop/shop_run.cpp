#include "docket/simulation/shop/shop_run.hpp"

#include "docket/actors/projections.hpp"
#include "docket/persistence/read/fulfilment_list.hpp"
#include "docket/persistence/read/order_history.hpp"
#include "docket/persistence/views/builtin_projections.hpp"
#include "docket/simulation/audit/audit.hpp"
#include "docket/simulation/gateways/simulated_carrier_gateway.hpp"
#include "docket/simulation/gateways/simulated_payment_gateway.hpp"
#include "docket/simulation/shop/live_states.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace docket {
namespace {

using std::chrono::milliseconds;

// After faults have ended everything must have come to its end within ten minutes.
constexpr std::chrono::minutes quiet_within{10};
// Nothing may begin by itself any more: what is tried again after a failure is so within this time.
constexpr milliseconds quiet_for{2'000};
constexpr std::uint64_t quiet_idle = 3;
// How often, in steps, what costs more than a step is looked at.
constexpr std::uint64_t look_every = 64;
constexpr milliseconds look_within{200};
// The log's own small caches: a scenario is some hundred events.
constexpr std::size_t cache_bytes = 1u << 20;
constexpr std::uint64_t wal_bytes = 64u << 10;

enum : std::uint64_t { power_step = 100 }; // Of the trace.

std::vector<projection_factory> chosen_views(const std::vector<std::string>& names) {
  auto all = builtin_projections();
  std::erase_if(all, [&](const projection_factory& make) {
    return std::find(names.begin(), names.end(), make()->name()) == names.end();
  });
  return all;
}

simulation_options world_of(const scenario& of, const run_options& options) {
  return {.seed = of.seed,
          .schedule = of.schedule,
          .record_choices = options.record_choices,
          .trace_texts = options.trace_texts};
}

} // namespace

shop_run::shop_run(const scenario& of, const run_options& options)
    : of_(of),
      options_(options),
      world_(world_of(of, options)),
      dice_(world_.random_for("run")),
      faults_(of, world_.random_for("faults"), met_),
      storage_(of, world_, faults_),
      machine_(world_, engine_settings(), storage_),
      subscriber_(met_),
      consumer_(world_, found_),
      limits_(of.engine, world_, found_) {}

config shop_run::engine_settings() {
  auto settings = of_.engine;
  settings.payments = std::make_shared<simulated_payment_gateway>(of_.gateways, ledger_, world_.calls());
  settings.carrier = std::make_shared<simulated_carrier_gateway>(of_.gateways, ledger_, world_.calls());
  settings.projections = chosen_views(of_.views);
  settings.store.cache_bytes = settings.read_side.cache_bytes = cache_bytes;
  settings.store.checkpoint_wal_bytes = wal_bytes;
  return settings;
}

run_result shop_run::run() {
  for (const auto& script : of_.clients) {
    clients_.push_back(
        std::make_shared<shop_client>(script, client_surroundings{world_, machine_, told_, met_}));
    clients_.back()->begin();
  }
  try {
    open_shop();
    judge(play());
  } catch (const store_error& error) {
    lies_.hear(error);
    if (!lies_.found_out()) find("failed", error.what());
  } catch (const std::exception& error) {
    find("failed", error.what());
  }
  count_what_was_met();
  run_result result;
  result.violations = std::move(found_).take();
  result.trace_hash = world_.trace().hash();
  result.steps = world_.trace().steps();
  result.lie_found_out = lies_.found_out();
  result.met = std::move(met_);
  result.last_steps.assign(world_.trace().texts().begin(), world_.trace().texts().end());
  result.choices = world_.choices();
  if (options_.keep_log) read_log(result.log);
  return result;
}

// A shop that cannot open is opened again a little later.
void shop_run::open_shop() {
  coming_back_ = false;
  disturb();
  try {
    machine_.start();
    met_.count("engine", "starts");
    follow();
  } catch (const store_error& error) {
    lies_.hear(error);
    met_.count("engine", "failed_starts");
    if (machine_.running()) machine_.crash();
    lies_.power_went(storage_.wants_restart() && faults_.lied());
    compare_with_known_head();
    come_back();
  }
}

void shop_run::follow() {
  try {
    if (subscriber_.lost()) subscriber_.follow(*machine_.running());
    if (!consumer_.follows()) consumer_.follow(*machine_.running());
  } catch (const store_error&) { // look_after() tries again.
  }
}

// Reads the log while the engine runs.
log_reader& shop_run::auditor() {
  if (!auditor_) auditor_ = storage_.open_auditor();
  return *auditor_;
}

void shop_run::go_down() {
  auditor_.reset();
  known_ = machine_.running() ? machine_.running()->metrics().head : known_;
  subscriber_.leave();
  consumer_.leave();
  const bool orderly = !storage_.wants_restart() && dice_.chance(25);
  world_.trace().add(world_.elapsed(), {power_step, orderly},
                     [&] { return orderly ? "the engine stops" : "the power goes"; });
  met_.count("engine", orderly ? "stops" : "crashes");
  if (orderly)
    machine_.stop();
  else
    machine_.crash();
  limits_.forgive();
  const bool power_went = !orderly || storage_.wants_restart(); // Also while it was stopping.
  lies_.power_went(power_went && faults_.lied());
  compare_with_known_head();
  come_back();
}

void shop_run::come_back() {
  coming_back_ = true;
  const milliseconds rest{1 + dice_.below(going_wrong_ ? 1'500 : 50)};
  world_.calls()->after(rest, [this] {
    if (coming_back_) open_shop();
  });
}

// As an operator does with `docket verify --expect-head` whenever the engine is down: only a disk that lies
// may have lost what was there.
void shop_run::compare_with_known_head() {
  if (!of_.faults.contains(scenario_fault::lying_disk) || known_.commit == 0) return;
  storage_.restore_power();
  faults_.pause(true);
  try {
    const auto log = storage_.open_auditor();
    lies_.compare(known_, log->commit(known_.commit));
    known_ = log->head();
  } catch (const store_error& error) { // Damage is a lie found out; what cannot be opened is compared later.
    lies_.hear(error);
  }
  faults_.pause(false);
}

shop_run::ending shop_run::play() {
  auto faults_end = milliseconds{of_.faults_end_ms};
  auto end = faults_end + quiet_within;
  std::chrono::microseconds next_look{0};
  for (std::uint64_t step = 0; step < options_.steps_max; ++step) {
    if (going_wrong_) meet_faults();
    if (lies_.found_out()) return ending::lie;
    if (going_wrong_ && world_.elapsed() >= faults_end) end_faults();
    if (step % look_every == 0 || world_.elapsed() >= next_look) {
      next_look = world_.elapsed() + look_within;
      look_after();
      if (stays_quiet()) return ending::quiet;
    }
    if (world_.elapsed() >= end) return ending::out_of_time;
    if (!world_.step()) return is_quiet() ? ending::quiet : ending::out_of_time; // Nothing is left to happen.
  }
  return ending::out_of_steps;
}

// For long enough that whoever waits for his turn, or rests after a failure, would have gone on.
bool shop_run::stays_quiet() {
  if (!is_quiet()) disturb();
  return world_.elapsed() - quiet_since_ >= quiet_for && world_.idle_times() - idle_before_ >= quiet_idle;
}

void shop_run::disturb() {
  quiet_since_ = world_.elapsed();
  idle_before_ = world_.idle_times();
}

void shop_run::meet_faults() {
  if (faults_.comes(scenario_fault::wrong_time)) {
    constexpr std::chrono::seconds jumps[] = {std::chrono::seconds{1}, std::chrono::hours{1},
                                              std::chrono::hours{24}};
    met_.count("fault", "clock_jumps");
    world_.set_clock_error(-jumps[dice_.below(3)]);
  }
  if (machine_.running() && (storage_.wants_restart() || faults_.comes(scenario_fault::crashes))) go_down();
}

void shop_run::end_faults() {
  going_wrong_ = false;
  faults_.end();
  world_.set_clock_error({});
}

void shop_run::look_after() {
  if (!machine_.running()) return;
  if (storage_.wants_restart()) return go_down(); // Also when the last fault was long ago.
  if (lies_.may_have_lost()) hear_views();
  if (lies_.found_out()) return;
  limits_.look_at(*machine_.running());
  if (subscriber_.lost() || !consumer_.follows()) follow();
  if (!going_wrong_) wake_parked();
}

// Looking is reading, and fails where the disk does at that moment: it is looked again.
void shop_run::hear_views() {
  try {
    lies_.hear(machine_.running()->projections().status());
  } catch (const store_error& error) {
    lies_.hear(error);
  }
}

// People look at what waits for them, and let it go on or give it up.
void shop_run::wake_parked() {
  if (of_.engine.fulfilment.mode == fulfilment_mode::manual || !clients_done()) return;
  const auto page = list_fulfilments(auditor(), stuck_fulfilments{{0}}, {}, 100);
  for (const auto& one : page.fulfilments) {
    const bool gives_up = dice_.chance(20);
    met_.count("fulfilments", gives_up ? "given_up" : "resumed");
    if (gives_up)
      static_cast<void>(machine_.running()->abandon_fulfilment(one.view.id, text{"nobody knows what to do"}));
    else
      static_cast<void>(machine_.running()->retry_fulfilment(one.view.id));
  }
}

bool shop_run::clients_done() const {
  return std::all_of(clients_.begin(), clients_.end(), [](const auto& client) { return client->done(); });
}

bool shop_run::is_quiet() {
  if (going_wrong_ && storage_.has_files()) return false; // Looking is reading, and may fail.
  if (!machine_.running() || !clients_done()) return false;
  if (world_.calls_to_come()) return false; // A gateway has something to say, however late.
  const auto metrics = machine_.running()->metrics();
  if (metrics.commands_in_flight > 0) return false;
  auto& log = auditor();
  const auto head = log.head().position;
  if (subscriber_.watch().last() != head || !consumer_.has_reached(head)) return false;
  if (of_.engine.fulfilment.mode != fulfilment_mode::manual) {
    if (metrics.news_under_way + metrics.news_set_aside > 0) return false;
    const auto open = count_fulfilments(log);
    if (open.under_way + open.parked > 0) return false;
  }
  return views_reached(head);
}

bool shop_run::views_reached(position head) {
  const auto states = machine_.running()->projections().status();
  return std::all_of(states.begin(), states.end(), [&](const projection_status& view) {
    return view.state == projection_state::live && view.position == head;
  });
}

void shop_run::judge(ending how) {
  if (how == ending::lie) return;
  if (how == ending::out_of_steps) find("no_end", fmt::format("{} steps, and no end", options_.steps_max));
  const auto live = close_shop();
  const auto log = storage_.open_auditor();
  audited left{*log};
  left.told = &told_;
  left.ledger = ledger_.get();
  left.subscribers = {&subscriber_.watch()};
  left.database = storage_.database();
  left.views = storage_.views();
  left.retention = retention();
  left.quiet = how == ending::quiet;
  left.automatic = of_.engine.fulfilment.mode != fulfilment_mode::manual;
  const auto left_behind = audit(left);
  lies_.hear(left_behind);
  if (lies_.found_out()) return;
  for (const auto& found : {live.all(), left_behind})
    for (const auto& violation : found)
      find(violation.invariant, violation.what);
  if (how == ending::out_of_time) {
    const auto open = count_fulfilments(*log);
    find("not_quiet",
         fmt::format(
             "ten minutes after the last fault {} fulfilments are under way, {} parked, {} of {} clients "
             "are done; the log ends at {}, fulfilments know it up to {}, the subscriber up to {}",
             open.under_way, open.parked,
             std::count_if(clients_.begin(), clients_.end(), [](const auto& c) { return c->done(); }),
             clients_.size(), value(log->head().position),
             value(log->load_checkpoint(fulfilment_checkpoint).value_or(position{})),
             value(subscriber_.watch().last())));
  }
}

command_retention shop_run::retention() const {
  return {of_.engine.idempotency.per_stream_max, of_.engine.idempotency.age_max};
}

// Answers what is wrong with the states of its live aggregates.
findings shop_run::close_shop() {
  findings live;
  faults_.end();
  if (!machine_.running()) return live;
  limits_.look_at(*machine_.running());
  hear_views();
  if (found_.all().empty() && !storage_.wants_restart())
    audit_live_states(*machine_.running(), world_, auditor(), retention(), live);
  auditor_.reset();
  subscriber_.leave();
  consumer_.leave();
  machine_.stop();
  return live;
}

void shop_run::read_log(std::vector<std::string>& to) {
  static_cast<void>(
      storage_.open_auditor()->read_log(position{1}, {}, 1'000'000, [&](const event_view& event) {
        to.push_back(to_json(recorded_event{event}));
        return true;
      }));
}

void shop_run::find(std::string_view invariant, std::string what) { found_.add(invariant, std::move(what)); }

void shop_run::count_what_was_met() {
  met_.count("storage", name_of(of_.storage));
  met_.count("schedule", name_of(of_.schedule.kind));
  for (const auto& view : of_.views)
    met_.count("view", view);
}

run_result run(const scenario& what, const run_options& options) { return shop_run{what, options}.run(); }

} // namespace docket
