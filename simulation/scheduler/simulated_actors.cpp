#include "docket/simulation/scheduler/simulated_actors.hpp"

#include "docket/simulation/scheduler/simulated_scheduler.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/settings.hpp>

#include <algorithm>
#include <functional>

namespace docket {
namespace {

// An engine that stops waits for no timer; some that re-arm themselves may be left.
constexpr std::size_t timers_max = 1'000;

// Clocks begin well after their epoch, which some take for "never".
constexpr std::chrono::hours clock_begins{1};

simulated_scheduler::time_point clock_at(simulated_actors::time now) {
  return simulated_scheduler::time_point{clock_begins + now};
}

} // namespace

void simulated_actors::configure(caf::actor_system_config& of) {
  caf::put(of.content, simulated_scheduler::simulation_setting,
           static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(this)));
  of.load<simulated_scheduler>();
}

void simulated_actors::add(simulated_scheduler& of) {
  members_.push_back({&of, ++added_});
  of.pass_time(clock_at(now_));
}

void simulated_actors::remove(const simulated_scheduler& of) {
  std::erase_if(members_, [&](const member& m) { return m.scheduler == &of; });
}

const std::vector<runnable_actor>& simulated_actors::ready(bool named) {
  ready_.clear();
  places_.clear();
  for (const auto& [scheduler, number] : members_)
    for (std::size_t job = 0; job < scheduler->jobs.size(); ++job) {
      ready_.push_back({number, named ? scheduler->actor_at(job) : 0});
      places_.push_back({scheduler, job});
    }
  return ready_;
}

runnable_actor simulated_actors::actor_of(std::size_t index) const {
  return {ready_[index].system, places_[index].scheduler->actor_at(places_[index].job)};
}

void simulated_actors::run(std::size_t index) {
  const auto& chosen = places_[index];
  chosen.scheduler->run(chosen.job);
}

std::string simulated_actors::name_of(std::size_t index) const {
  const auto& chosen = places_[index];
  return chosen.scheduler->name_at(chosen.job) + " " + std::to_string(chosen.scheduler->actor_at(chosen.job));
}

std::optional<simulated_actors::time> simulated_actors::next_timer() const {
  std::optional<time> first;
  for (const auto& m : members_)
    if (const auto due = m.scheduler->next_timer()) {
      const auto at = std::chrono::ceil<time>(due->time_since_epoch() - clock_begins);
      if (!first || at < *first) first = at;
    }
  return first;
}

void simulated_actors::pass_time(time now) {
  now_ = std::max(now, now_);
  for (const auto& m : members_)
    m.scheduler->pass_time(clock_at(now_));
}

void simulated_actors::run_until(caf::actor_system& system, const std::function<bool()>& done) {
  auto& scheduler = static_cast<simulated_scheduler&>(system.scheduler());
  for (std::size_t timers = 0; !done();) {
    if (!scheduler.jobs.empty())
      scheduler.run(0);
    else if (++timers > timers_max || !scheduler.clock().trigger_timeout())
      throw simulation_stuck{"an engine waits for its actors, and none of them has anything to do"};
  }
}

} // namespace docket
