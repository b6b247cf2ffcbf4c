#include "docket/actors/consumers/consumer_actor.hpp"

#include <exception>
#include <utility>

namespace docket {

consumer_actor::consumer_actor(caf::actor_config& config, consumer_context context)
    : event_actor(config),
      context_(std::move(context)) {}

caf::behavior consumer_actor::make_behavior() {
  return {
      [this](log_rings) {
        context_.bell->still();
        rest_or_go_on();
      },
      [this](consumer_goes_on) {
        goes_on_ = false;
        rest_or_go_on();
      },
      [this](consumer_rested) {
        resting_ = false;
        rest_or_go_on();
      },
      [this](consumer_keeps_checkpoint) { context_.shared->keep_what_is_due(); },
  };
}

void consumer_actor::on_exit() {
  tell(context_.publisher, remove_follower{context_.bell});
  context_.publisher = nullptr;
}

void consumer_actor::rest_or_go_on() {
  if (resting_ || !context_.shared->active()) return;
  if (const auto wait = context_.shared->take_back_off()) {
    resting_ = true;
    tell_later(system(), *wait, self(), consumer_rested{});
    return;
  }
  go_on();
}

// One batch a message, so that what else is said to it need not wait for the end of the log.
void consumer_actor::go_on() {
  if (!deliver() || goes_on_) return;
  goes_on_ = true;
  tell(self(), consumer_goes_on{});
}

// Whether there may be more. What was not dealt with, or could not be read, is looked at again at once, and
// finds the back-off.
bool consumer_actor::deliver() {
  auto& shared = *context_.shared;
  const auto begin = shared.handed_over();
  if (!shared.has_room() || begin >= context_.bell->head()) return false;
  try {
    std::vector<recorded_event> events;
    const auto from = position{value(begin) + 1};
    const auto last = context_.reader->read_log(from, context_.filter, shared.options().batch_max,
                                                [&](const event_view& event) {
                                                  events.emplace_back(event);
                                                  return true;
                                                });
    if (last < from) return false; // Nothing there yet.
    if (events.empty())
      shared.pass(last);
    else
      hand_over(std::move(events), last);
  } catch (const std::exception& error) {
    shared.note_failure();
    complain(std::string{"the log could not be read: "} + error.what());
  }
  return true;
}

void consumer_actor::hand_over(std::vector<recorded_event> events, position last) {
  auto acknowledge = context_.shared->begin_batch(last);
  try {
    context_.shared->call([&] { context_.handler({events}, std::move(acknowledge)); });
  } catch (const std::exception& error) {
    complain(error.what());
  } catch (...) {
    complain("the handler threw what is no std::exception");
  }
}

void consumer_actor::complain(const std::string& why) {
  if (!context_.shared->options().on_error) return;
  context_.shared->call([&] { context_.shared->options().on_error(why); });
}

} // namespace docket
