#include "docket/actors/runtime/light_actor.hpp"

#include <caf/scheduler/abstract_coordinator.hpp>

namespace docket {

light_actor::light_actor(caf::actor_config& config) : caf::monitorable_actor(config) {
  register_at_system();
  inbox_.try_block(); // The first message schedules it.
}

void light_actor::enqueue(caf::mailbox_element_ptr element, caf::execution_unit* host) {
  if (inbox_.push_front(std::move(element)) != caf::intrusive::inbox_result::unblocked_reader) return;
  intrusive_ptr_add_ref_impl(); // The scheduler's, given back when it awaits messages or is done.
  if (host)
    host->exec_later(this);
  else
    home_system().scheduler().enqueue(this);
}

caf::resumable::subtype_t light_actor::subtype() const { return caf::resumable::scheduled_actor; }

caf::resumable::resume_result light_actor::resume(caf::execution_unit* host, std::size_t max_throughput) {
  taken_over(this);
  for (std::size_t handled = 0; handled < max_throughput;) {
    auto element = next();
    if (!element) {
      handed_over(this); // Once blocked, another thread may run it.
      if (inbox_.try_block()) return caf::resumable::awaiting_message;
      continue;
    }
    receive(incoming{element->content()});
    if (leaving_) return leave(host);
    ++handled;
  }
  handed_over(this);
  return caf::resumable::resume_later;
}

caf::mailbox_element_ptr light_actor::next() {
  if (!taken_ && !inbox_.closed()) refill();
  if (!taken_) return nullptr;
  caf::mailbox_element_ptr first{taken_};
  taken_ = static_cast<caf::mailbox_element*>(first->next);
  return first;
}

// The inbox is newest first.
void light_actor::refill() {
  for (auto* element = inbox_.take_head(); element;) {
    auto* older = static_cast<caf::mailbox_element*>(element->next);
    element->next = taken_;
    taken_ = element;
    element = older;
  }
}

caf::resumable::resume_result light_actor::leave(caf::execution_unit* host) {
  inbox_.close();
  while (next()) {
  }
  cleanup(caf::exit_reason::normal, host);
  unregister_from_system();
  return caf::resumable::done;
}

void light_actor::on_destroy() {
  taken_over(this);
  if (getf(is_cleaned_up_flag)) return;
  cleanup(caf::exit_reason::unreachable, nullptr);
  unregister_from_system();
  caf::monitorable_actor::on_destroy();
}

void light_actor::intrusive_ptr_add_ref_impl() { caf::intrusive_ptr_add_ref(ctrl()); }
void light_actor::intrusive_ptr_release_impl() { caf::intrusive_ptr_release(ctrl()); }

caf::actor light_actor::self() { return caf::actor_cast<caf::actor>(caf::strong_actor_ptr{ctrl()}); }

} // namespace docket
