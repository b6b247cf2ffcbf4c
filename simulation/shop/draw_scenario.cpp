#include "docket/simulation/shop/draw_scenario.hpp"

#include "docket/simulation/random.hpp"
#include "docket/simulation/shop/drawn_clients.hpp"
#include "docket/simulation/trace.hpp"

#include <array>
#include <initializer_list>
#include <string_view>

namespace docket {
namespace {

using std::chrono::milliseconds;

random_source dice_for(std::uint64_t seed, std::string_view purpose) {
  return random_source{seed, trace_number(purpose)};
}

template <class Value>
Value one_of(random_source& dice, std::initializer_list<Value> values) {
  return values.begin()[dice.below(values.size())];
}

schedule_plan draw_schedule(std::uint64_t seed, const scenario_wishes& wishes) {
  auto dice = dice_for(seed, "schedule");
  schedule_plan plan;
  plan.kind = wishes.schedule.value_or(
      one_of(dice, {schedule_kind::random, schedule_kind::random, schedule_kind::priority,
                    schedule_kind::priority, schedule_kind::starving}));
  plan.seed = dice.next();
  plan.depth = wishes.depth.value_or(2 + static_cast<std::uint32_t>(dice.below(3)));
  plan.steps = one_of(dice, {500u, 2'000u, 6'000u});
  plan.passes = one_of(dice, {0u, 2u, 10u, 50u});
  return plan;
}

void draw_limits(random_source& dice, config& c) {
  c.orders.payments = dice.chance(30) ? payment_policy::split : payment_policy::exact;
  c.aggregates.shards = one_of<std::size_t>(dice, {1, 2, 3});
  c.aggregates.live_max = one_of<std::size_t>(dice, {1, 3, 8, 1'000});
  c.aggregates.idle = milliseconds{one_of(dice, {200, 2'000, 600'000})};
  c.aggregates.queue_max = one_of<std::size_t>(dice, {1, 4, 4'096});
  c.aggregates.batch_max = one_of<std::size_t>(dice, {1, 3, 512});
  c.aggregates.snapshot_every = one_of(dice, {0u, 1u, 2u, 5u, 100u});
  c.aggregates.hydrations_max = one_of<std::size_t>(dice, {2, 10'000});
  c.aggregates.hydration_batch = one_of<std::size_t>(dice, {1, 64});
  c.threads.readers = 1 + dice.below(2);
  c.commit.events_max = one_of<std::size_t>(dice, {1, 3, 4'096});
  c.commit.queue_max = one_of<std::size_t>(dice, {2, 65'536});
  c.admission.in_flight_max = one_of<std::size_t>(dice, {2, 65'536});
  c.subscriptions.buffer_max = one_of<std::size_t>(dice, {1, 5, 10'000});
  c.subscriptions.page = one_of<std::size_t>(dice, {1, 3, 1'000});
}

// Short enough that a scenario ends within minutes of its own time, whatever happens.
void draw_fulfilment(random_source& dice, const scenario_wishes& wishes, config& c) {
  auto& f = c.fulfilment;
  f.mode = wishes.fulfilment.value_or(
      one_of(dice, {fulfilment_mode::manual, fulfilment_mode::pay_first, fulfilment_mode::pay_first,
                    fulfilment_mode::reserve_first, fulfilment_mode::reserve_first}));
  f.news_under_way_max = one_of<std::size_t>(dice, {1, 3, 4'096});
  f.alarms_ringing_max = one_of<std::size_t>(dice, {1, 4'096});
  f.look_every = milliseconds{one_of(dice, {50, 300, 1'000})};
  f.checkpoint_every = milliseconds{one_of(dice, {20, 500, 5'000})};
  auto& p = f.policy;
  p.answer_within = milliseconds{one_of(dice, {50, 500, 5'000})};
  p.back_off_first = milliseconds{one_of(dice, {10, 200})};
  p.back_off_max = milliseconds{5'000};
  p.attempts_max = one_of(dice, {2, 5, 50});
  p.payment_within = milliseconds{one_of(dice, {500, 20'000, 1'800'000})};
  p.reservation_within = milliseconds{one_of(dice, {1'000, 30'000, 3'600'000})};
  p.dispatch_within = milliseconds{one_of(dice, {2'000, 60'000})};
  p.delivery_within = milliseconds{60'000};
  p.tracking_every = milliseconds{one_of(dice, {300, 5'000})};
}

void draw_gateways(random_source& dice, simulated_gateway_options& g) {
  g.seed = dice.next();
  g.latency_ms_max = one_of(dice, {1u, 20u, 400u});
  g.declines = dice.chance(30) ? 3'000 : 0;
  g.refusals = dice.chance(20) ? 3'000 : 0;
  g.transit_ms = one_of(dice, {1u, 50u, 2'000u});
  g.faulty_attempts = 3;
  for (auto* rate : {&g.timeouts_before_effect, &g.timeouts_after_effect, &g.transient_failures,
                     &g.duplicate_answers, &g.late_answers})
    *rate = dice.chance(40) ? one_of(dice, {500u, 3'000u}) : 0;
  g.late_by_ms = one_of(dice, {100u, 3'000u, 20'000u});
}

std::uint32_t draw_rate(random_source& dice, scenario_fault fault, scenario_storage storage) {
  const bool by_step = fault == scenario_fault::crashes || fault == scenario_fault::wrong_time;
  if (by_step) return one_of(dice, {3u, 10u, 40u});
  // A store's operation is many of a disk.
  return storage == scenario_storage::sqlite ? one_of(dice, {5u, 20u, 60u}) : one_of(dice, {50u, 200u, 800u});
}

// Disks that lie are for those who ask for them: what was promised on them is lost.
bool is_wanted(scenario_fault fault, const scenario_wishes& wishes) {
  return wishes.faults ? wishes.faults->contains(fault) : fault != scenario_fault::lying_disk;
}

void draw_faults(std::uint64_t seed, const scenario_wishes& wishes, scenario& s) {
  auto dice = dice_for(seed, "faults");
  for (const auto fault : every_scenario_fault) {
    const bool drawn = dice.chance(35);
    const auto rate = draw_rate(dice, fault, s.storage);
    const bool named = fault == scenario_fault::lying_disk && wishes.faults;
    if ((drawn || named) && is_wanted(fault, wishes)) s.faults[fault] = rate;
  }
}

constexpr std::array views{"order_list", "order_details", "customer_statistics", "product_statistics",
                           "calendar",   "stock_levels",  "fulfilment_board"};

void draw_views(std::uint64_t seed, const scenario_wishes& wishes, scenario& s) {
  auto dice = dice_for(seed, "views");
  if (!wishes.views || dice.chance(60)) return;
  const auto first = dice.below(views.size());
  const auto count = 1 + dice.below(2);
  for (std::uint64_t i = 0; i < count; ++i)
    s.views.emplace_back(views[(first + i * 3) % views.size()]);
  s.engine.read_side.batch_max = one_of<std::size_t>(dice, {1, 5, 4'096});
  s.engine.read_side.give_way = 0;
}

} // namespace

scenario draw_scenario(std::uint64_t seed, const scenario_wishes& wishes) {
  scenario s;
  s.seed = seed;
  s.schedule = draw_schedule(seed, wishes);
  auto dice = dice_for(seed, "engine");
  s.storage = wishes.storage.value_or(dice.chance(80) ? scenario_storage::memory : scenario_storage::sqlite);
  draw_limits(dice, s.engine);
  draw_fulfilment(dice, wishes, s.engine);
  draw_gateways(dice, s.gateways);
  draw_faults(seed, wishes, s);
  draw_views(seed, wishes, s);
  auto client_dice = dice_for(seed, "clients");
  s.clients = draw_clients(client_dice, s.engine.fulfilment.mode, s.engine.orders.payments);
  return s;
}

} // namespace docket
