#pragma once

// What differs between CAF 0.17 and 1.x stands here and in light_actor.hpp, and nowhere else.
#include "docket/actors/runtime/happens_before.hpp"

#include <caf/actor.hpp>
#include <caf/actor_cast.hpp>
#include <caf/actor_clock.hpp>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/behavior.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/exit_reason.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>
#include <caf/send.hpp>
#include <caf/system_messages.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

// Messages carry pointers within one process. They are never serialised, and say so.
#define DOCKET_LOCAL_MESSAGE(type) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(type)

namespace docket {

// Sends a message of one struct. Nobody answers to a sender here, so none is named. Nothing for a null
// handle.
template <class Message>
void tell(const caf::actor& to, Message message) {
  if (!to) return;
  auto element = caf::make_mailbox_element(nullptr, caf::make_message_id(), {}, std::move(message));
  handed_over(element.get());
  to->enqueue(std::move(element), nullptr);
}

// The same after a while. In a simulation the clock is virtual.
template <class Message>
void tell_later(caf::actor_system& system, std::chrono::milliseconds delay, const caf::actor& to,
                Message message) {
  auto element = caf::make_mailbox_element(nullptr, caf::make_message_id(), {}, std::move(message));
  handed_over(element.get());
  auto& clock = system.clock();
  clock.schedule_message(clock.now() + delay, caf::actor_cast<caf::strong_actor_ptr>(to), std::move(element));
}

// Whether actors that ask for it have threads of their own. In a simulation one thread runs them all.
inline bool has_threads(caf::actor_system& system) { return system.scheduler().detaches_utility_actors(); }

// Spawns an actor that blocks, or calls what may: on a thread of its own, where there are threads.
template <class Actor, class... Args>
[[nodiscard]] caf::actor spawn_with_thread(caf::actor_system& system, Args&&... args) {
  if (has_threads(system)) return system.spawn<Actor, caf::detached>(std::forward<Args>(args)...);
  return system.spawn<Actor>(std::forward<Args>(args)...);
}

// Asks an actor to end after what it was sent before.
inline void tell_to_end(const caf::actor& whom) {
  tell(whom, caf::exit_msg{caf::actor_addr{}, caf::exit_reason::user_shutdown});
}

// CAF's settings of an engine's actors, and who is told in one line what should never happen to them.
struct engine_actors_config : caf::actor_system_config {
  std::function<void(const std::string&)> log;
};

// The base of all actors that are not light: an event_based_actor whose handing over of messages and of its
// own state between threads the thread sanitizer can see. One that throws ends, and the engine's log tells.
class event_actor : public caf::event_based_actor {
public:
  explicit event_actor(caf::actor_config& config);

  void launch(caf::execution_unit* host, bool lazy, bool hide) override {
    handed_over(this);
    caf::event_based_actor::launch(host, lazy, hide);
  }

  resume_result resume(caf::execution_unit* host, std::size_t max_throughput) override {
    taken_over(this);
    const auto result = caf::event_based_actor::resume(host, max_throughput);
    handed_over(this);
    return result;
  }

  caf::invoke_message_result consume(caf::mailbox_element& element) override {
    taken_over(&element);
    const auto result = caf::event_based_actor::consume(element);
    handed_over(this);
    handed_over(&home_system());
    return result;
  }

  void on_destroy() override {
    taken_over(this);
    caf::event_based_actor::on_destroy();
  }

protected:
  [[nodiscard]] caf::actor self() { return caf::actor{this}; }
};

} // namespace docket
