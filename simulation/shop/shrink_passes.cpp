#include "docket/simulation/shop/shrink_passes.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace docket {
namespace {

// Takes parts out of a list, from its end: all of it, then halves, quarters, ..., one by one. `list_of`
// answers a reference to it, of any scenario.
template <class ListOf>
void thin_out(shrinking& work, ListOf list_of) {
  for (auto part = list_of(work.smallest()).size(); part > 0; part /= 2) {
    for (auto end = list_of(work.smallest()).size(); end > 0;) {
      const auto first = end > part ? end - part : 0;
      work.try_with([&](scenario& s) {
        auto& list = list_of(s);
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(first),
                   list.begin() + static_cast<std::ptrdiff_t>(end));
      });
      end = first;
    }
  }
}

void fewer_clients(shrinking& work) {
  thin_out(
      work, [](auto& s) -> auto& { return s.clients; });
}

void fewer_views(shrinking& work) {
  thin_out(
      work, [](auto& s) -> auto& { return s.views; });
}

void fewer_actions(shrinking& work) {
  for (std::size_t i = 0; i < work.smallest().clients.size(); ++i)
    thin_out(
        work, [i](auto& s) -> auto& { return s.clients[i].actions; });
}

void fewer_faults(shrinking& work) {
  work.try_with([](scenario& s) { s.faults.clear(); });
  for (const auto fault : every_scenario_fault)
    work.try_with([&](scenario& s) { s.faults.erase(fault); });
}

void rarer_faults(shrinking& work) {
  const auto rates = work.smallest().faults;
  for (const auto& [fault, rate] : rates)
    for (const auto less : {std::uint32_t{1}, rate / 8, rate / 2})
      if (less > 0 && less < rate && work.try_with([&](scenario& s) { s.faults[fault] = less; })) break;
}

void shorter_faults(shrinking& work) {
  work.try_with([](scenario& s) { s.faults_end_ms = 0; });
  while (work.smallest().faults_end_ms > 1 && work.try_with([](scenario& s) { s.faults_end_ms /= 2; })) {
  }
}

void memory_for_disk(shrinking& work) {
  work.try_with([](scenario& s) { s.storage = scenario_storage::memory; });
}

// Changes every action of every client at once, and where that is too much, one after the other.
template <class Change>
void change_actions(shrinking& work, Change change) {
  const auto change_all = [&](scenario& s) {
    for (auto& client : s.clients)
      std::ranges::for_each(client.actions, change);
  };
  if (work.try_with(change_all)) return;
  for (std::size_t i = 0; i < work.smallest().clients.size(); ++i)
    for (std::size_t k = 0; k < work.smallest().clients[i].actions.size(); ++k)
      work.try_with([&](scenario& s) { change(s.clients[i].actions[k]); });
}

void once_each(shrinking& work) {
  change_actions(work, [](client_action& action) { action.again = 0; });
}

void no_waits(shrinking& work) {
  change_actions(work, [](client_action& action) { action.after_ms = 0; });
}

void calmer_gateways(shrinking& work) {
  using options = simulated_gateway_options;
  work.try_with([](scenario& s) { s.gateways = {.seed = s.gateways.seed}; });
  for (const auto rate : {&options::declines, &options::timeouts_before_effect,
                          &options::timeouts_after_effect, &options::transient_failures,
                          &options::duplicate_answers, &options::late_answers, &options::refusals})
    work.try_with([&](scenario& s) { s.gateways.*rate = 0; });
  for (const auto time : {&options::latency_ms_max, &options::late_by_ms, &options::transit_ms})
    work.try_with([&](scenario& s) { s.gateways.*time = options{}.*time; });
}

// Its policy stays: with the usual times, of days, nothing would come to its end within the scenario's.
void usual_fulfilment(config& c) {
  auto usual = config{}.fulfilment;
  usual.mode = c.fulfilment.mode;
  usual.policy = c.fulfilment.policy;
  c.fulfilment = usual;
}

constexpr void (*usual_groups[])(config&) = {
    [](config& c) { c.orders = {}; },
    [](config& c) { c.stock = {}; },
    [](config& c) { c.threads = {}; },
    [](config& c) { c.aggregates = {}; },
    [](config& c) { c.commit = {}; },
    [](config& c) { c.admission = {}; },
    [](config& c) { c.idempotency = {}; },
    [](config& c) { c.subscriptions = {}; },
    usual_fulfilment,
    [](config& c) { c.store = {}; },
    [](config& c) { c.read_side = {}; },
};

void usual_engine(shrinking& work) {
  work.try_with([](scenario& s) {
    for (const auto reset : usual_groups)
      reset(s.engine);
  });
  for (const auto reset : usual_groups)
    work.try_with([&](scenario& s) { reset(s.engine); });
}

void simpler_schedule(shrinking& work) {
  if (work.smallest().schedule.kind == schedule_kind::replay) return;
  work.try_with([](scenario& s) { s.schedule.passes = 0; });
  work.try_with([](scenario& s) { s.schedule.kind = schedule_kind::random; });
  work.try_with([](scenario& s) { s.schedule.depth = 2; });
}

constexpr std::size_t choices_max = 128; // More of them tell nobody more than a schedule's seed does.

// The fewest first choices with which it still goes wrong, though the first who is ready is next thereafter.
void replayed_schedule(shrinking& work) {
  if (work.smallest().schedule.kind == schedule_kind::replay) return;
  const auto choices = work.choices();
  if (choices.empty()) return;
  for (std::size_t kept = 0; kept <= choices_max; kept = std::max<std::size_t>(1, 2 * kept)) {
    schedule_plan plan;
    plan.kind = schedule_kind::replay;
    plan.choices.assign(choices.begin(),
                        choices.begin() + static_cast<std::ptrdiff_t>(std::min(kept, choices.size())));
    if (work.try_with([&](scenario& s) { s.schedule = plan; }) || kept >= choices.size()) return;
  }
}

void fewer_choices(shrinking& work) {
  if (work.smallest().schedule.kind == schedule_kind::replay)
    thin_out(
        work, [](auto& s) -> auto& { return s.schedule.choices; });
}

constexpr shrink_pass passes[] = {fewer_clients, fewer_faults,    fewer_views,  memory_for_disk,
                                  fewer_actions, calmer_gateways, usual_engine, once_each,
                                  no_waits,      shorter_faults,  rarer_faults, simpler_schedule};

} // namespace

void shrink_choices(shrinking& work) {
  replayed_schedule(work);
  fewer_choices(work);
}

std::span<const shrink_pass> shrink_passes() noexcept { return passes; }

} // namespace docket
