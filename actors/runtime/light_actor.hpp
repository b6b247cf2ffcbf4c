#pragma once

#include "docket/actors/runtime/caf_seam.hpp"

#include <caf/execution_unit.hpp>
#include <caf/intrusive/drr_queue.hpp>
#include <caf/intrusive/lifo_inbox.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/make_actor.hpp>
#include <caf/monitorable_actor.hpp>
#include <caf/policy/normal_messages.hpp>
#include <caf/resumable.hpp>

#include <cstddef>
#include <utility>

namespace docket {

// A message of one struct, as its receiver sees it.
class incoming {
public:
  explicit incoming(caf::type_erased_tuple& content) : content_(content) {}

  // The message, when it is of this type; else null.
  template <class Message>
  [[nodiscard]] Message* as() const {
    if (content_.size() != 1 || !content_.match_element<Message>(0)) return nullptr;
    return &content_.get_mutable_as<Message>(0);
  }

private:
  caf::type_erased_tuple& content_;
};

// A CAF actor of which a million can be live: addressed by handle, scheduled and monitored like any other,
// with one FIFO mailbox and one function that receives. It has none of what makes event_based_actor take a
// kilobyte: timeouts, streams, requests, groups, behaviors that change, exit messages. It ends by its own
// quit(), or when nobody can reach it any more. Part of the seam to CAF: the types that it names are those
// that differ between 0.17 and 1.x.
class light_actor : public caf::monitorable_actor, public caf::resumable {
public:
  explicit light_actor(caf::actor_config& config);

  void enqueue(caf::mailbox_element_ptr element, caf::execution_unit* host) final;
  using caf::monitorable_actor::enqueue;

  subtype_t subtype() const final;
  resume_result resume(caf::execution_unit* host, std::size_t max_throughput) final;
  void intrusive_ptr_add_ref_impl() final;
  void intrusive_ptr_release_impl() final;
  void on_destroy() override;

protected:
  // Called for one message at a time. Must not throw.
  virtual void receive(incoming message) = 0;

  // After the message that is being received; what is left in the mailbox is dropped.
  void quit() noexcept { leaving_ = true; }

  [[nodiscard]] caf::actor self();

private:
  [[nodiscard]] caf::mailbox_element_ptr next();
  void refill();
  resume_result leave(caf::execution_unit* host);

  caf::intrusive::lifo_inbox<caf::policy::normal_messages> inbox_;
  caf::mailbox_element* taken_ = nullptr; // Out of the inbox, oldest first, not yet received.
  bool leaving_ = false;
};

// Spawns one. It first runs when it is sent something.
template <class Actor, class... Args>
[[nodiscard]] caf::actor spawn_light(caf::actor_system& system, Args&&... args) {
  caf::actor_config config;
  return caf::make_actor<Actor, caf::actor>(system.next_actor_id(), system.node(), &system, config,
                                            std::forward<Args>(args)...);
}

} // namespace docket
