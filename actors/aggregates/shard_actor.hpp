#pragma once

#include "docket/actors/aggregates/aggregate_actor.hpp"
#include "docket/actors/aggregates/live_set.hpp"
#include "docket/actors/aggregates/messages.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <chrono>
#include <cstddef>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace docket {

struct shard_limits {
  std::size_t live_max = 0;         // Live aggregates of this shard.
  std::chrono::milliseconds idle{}; // Without a command for so long, an aggregate rests; 0: never.
};

// Owns the aggregates whose ids hash to it: finds or spawns the actor for a command, and sends the least
// recently used to rest when they are too many or idle too long. An aggregate that was asked to rest may be
// busy or gone by the time it answers; commands for it wait here until then, so none is lost and none
// overtakes another.
template <class Aggregate>
class shard_actor : public event_actor {
public:
  shard_actor(caf::actor_config& config, const aggregate_context<Aggregate>& shared, shard_limits limits)
      : event_actor(config),
        shared_(shared),
        limits_(limits) {}

  caf::behavior make_behavior() override {
    schedule_sweep();
    return {
        [this](carry_out<Aggregate>& m) {
          const text id{Aggregate::id_of(m.command->command)};
          route(id, std::move(m));
        },
        [this](inspect<Aggregate>& m) {
          const auto id = m.id;
          route(id, std::move(m));
        },
        [this](const rest_answer& m) { handle_answer(m); },
        [this](idle_sweep) {
          sweep();
          schedule_sweep();
        },
    };
  }

  void on_exit() override { live_.clear(); }

private:
  // An aggregate rests after between 4 and 5 sweeps without a command.
  static constexpr std::uint32_t sweeps_to_rest = 4;

  using live = live_set<caf::actor>;

  // What an aggregate is sent.
  using errand = std::variant<carry_out<Aggregate>, inspect<Aggregate>>;

  void route(const text& id, errand what) {
    auto* entry = live_.find(id);
    if (entry && entry->leaving) {
      waiting_[id].push_back(std::move(what));
      return;
    }
    if (entry)
      live_.touch(*entry);
    else
      entry = &spawn_aggregate(id);
    std::visit([&](auto& message) { tell(entry->handle, std::move(message)); }, what);
    keep_within_limit();
  }

  // Once for each command: those that were busy when they were asked are asked again, and no command waits
  // for it.
  void keep_within_limit() {
    if (live_.staying() > limits_.live_max) ask_to_rest(*live_.oldest_staying());
  }

  live::entry& spawn_aggregate(const text& id) {
    return live_.add(id, spawn_light<aggregate_actor<Aggregate>>(this->system(), shared_, this->self(), id));
  }

  void ask_to_rest(live::entry& entry) {
    live_.begin_leaving(entry);
    tell(entry.handle, passivate{});
  }

  void handle_answer(const rest_answer& m) {
    auto* entry = live_.find(m.id);
    if (!entry) return;
    if (m.what == rest_answer::kind::busy) {
      live_.stay(*entry);
      if (planted(planted_bug::busy_answer_forgets_waiting)) return;
    } else {
      live_.erase(m.id);
      if (m.what == rest_answer::kind::resting) counters::add(shared_.counts->passivations);
    }
    forward_waiting(m.id);
  }

  void forward_waiting(const text& id) {
    const auto found = waiting_.find(id);
    if (found == waiting_.end()) return;
    auto errands = std::move(found->second);
    waiting_.erase(found);
    if (planted(planted_bug::passivation_loses_waiting)) return;
    for (auto& what : errands)
      route(id, std::move(what));
  }

  void sweep() {
    live_.next_sweep();
    for (auto* oldest = live_.oldest_staying(); oldest && live_.sweeps_since_use(*oldest) > sweeps_to_rest;
         oldest = live_.oldest_staying())
      ask_to_rest(*oldest);
  }

  void schedule_sweep() {
    if (limits_.idle.count() > 0)
      tell_later(this->system(), limits_.idle / sweeps_to_rest, this->self(), idle_sweep{});
  }

  const aggregate_context<Aggregate>& shared_;
  shard_limits limits_;
  live live_;
  std::unordered_map<text, std::vector<errand>> waiting_;
};

} // namespace docket
