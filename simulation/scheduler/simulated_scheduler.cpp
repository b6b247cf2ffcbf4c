#include "docket/simulation/scheduler/simulated_scheduler.hpp"

#include "docket/simulation/scheduler/simulated_actors.hpp"

#include <caf/actor_system_config.hpp>
#include <caf/monitorable_actor.hpp>
#include <caf/resumable.hpp>
#include <caf/settings.hpp>

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

namespace docket {
namespace {

// Without namespaces, which say nothing that the names do not.
std::string short_name(const char* mangled) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text{
      abi::__cxa_demangle(mangled, nullptr, nullptr, &status), &std::free};
  std::string name = status == 0 ? text.get() : mangled;
  for (auto at = name.find("docket::"); at != std::string::npos; at = name.find("docket::"))
    name.erase(at, 8);
  return name;
}

} // namespace

caf::actor_system::module* simulated_scheduler::make(caf::actor_system& system, caf::detail::type_list<>) {
  const auto owner = caf::get_or(system.config(), simulation_setting, std::int64_t{0});
  return new simulated_scheduler{system,
                                 *reinterpret_cast<simulated_actors*>(static_cast<std::intptr_t>(owner))};
}

simulated_scheduler::simulated_scheduler(caf::actor_system& system, simulated_actors& owner)
    : caf::scheduler::test_coordinator(system),
      owner_(owner) {
  owner_.add(*this);
}

simulated_scheduler::~simulated_scheduler() { owner_.remove(*this); }

std::uint64_t simulated_scheduler::actor_at(std::size_t job) const {
  const auto* const actor = actor_of(*jobs[job]);
  return actor ? actor->id() : 0;
}

const caf::abstract_actor* simulated_scheduler::actor_of(const caf::resumable& job) const {
  const auto* const whole = static_cast<const std::byte*>(dynamic_cast<const void*>(&job));
  const auto [within, is_new] = actors_within_.try_emplace(&typeid(job));
  if (is_new) {
    const auto* const actor = dynamic_cast<const caf::abstract_actor*>(&job);
    if (actor) within->second = reinterpret_cast<const std::byte*>(actor) - whole;
    return actor;
  }
  return within->second ? reinterpret_cast<const caf::abstract_actor*>(whole + *within->second) : nullptr;
}

std::string simulated_scheduler::name_at(std::size_t job) const {
  return short_name(typeid(*jobs[job]).name());
}

void simulated_scheduler::run(std::size_t job) {
  if (job != 0) std::swap(jobs[0], jobs[job]);
  run_once();
}

std::optional<simulated_scheduler::time_point> simulated_scheduler::next_timer() const {
  const auto& timers = const_cast<simulated_scheduler*>(this)->clock().schedule();
  return timers.empty() ? std::nullopt : std::optional{timers.begin()->first};
}

void simulated_scheduler::pass_time(time_point now) {
  auto& at = clock();
  at.current_time = now;
  while (!at.schedule().empty() && at.schedule().begin()->first <= now)
    at.trigger_timeout();
}

} // namespace docket
