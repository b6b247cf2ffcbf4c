#include "docket/actors/projections/rebuild_actor.hpp"

#include "docket/actors/projections/pace.hpp"
#include "docket/actors/runtime/thread_priority.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <exception>
#include <utility>

namespace docket {

rebuild_actor::rebuild_actor(caf::actor_config& config, rebuild_context context)
    : event_actor(config),
      context_(std::move(context)) {}

caf::behavior rebuild_actor::make_behavior() {
  if (has_threads(system())) give_way_to_other_threads(static_cast<int>(context_.limits.nice));
  tell(self(), rebuild_goes_on{});
  return {
      [this](rebuild_goes_on) { go_on(); },
      [this](view_rested) { go_on(); },
  };
}

void rebuild_actor::go_on() {
  try {
    if (context_.job->cancelled()) return leave();
    build();
  } catch (const store_error& error) {
    if (context_.job->is_beyond_repair(error)) return start_over(error.what());
    failed(error.what());
  } catch (const std::exception& error) {
    failed(error.what());
  }
}

// The goal is where the view was before the batch: it is never passed, so that the two can be compared.
void rebuild_actor::build() {
  auto& job = *context_.job;
  if (!job.is_open()) job.open(context_.limits, context_.clock());
  const auto live = context_.view->status();
  const bool is_kept = live.generation != 0 && live.state != projection_state::rebuilding;
  const auto step = job.step(context_.limits.batch_max, is_kept ? live.position : end_of_log);
  job.show_progress(is_kept ? live.position : step.reached);
  if (step.poison && step.poison->attempts < context_.limits.attempts_max)
    return rest(back_off(context_.limits, step.poison->attempts));
  if (step.poison) job.park(context_.clock());
  failures_ = 0;
  if (step.poison || !step.caught_up) return tell(self(), rebuild_goes_on{});
  leave();
}

void rebuild_actor::start_over(const std::string& why) {
  try {
    context_.job->start_over();
  } catch (const std::exception& error) {
    return failed(error.what());
  }
  failed(why);
}

void rebuild_actor::leave() {
  tell(context_.keeper, rebuild_is_near{std::move(context_.job)});
  quit();
}

void rebuild_actor::failed(const std::string& why) {
  context_.log("rebuilding " + context_.view->name + " failed and is tried again: " + why);
  context_.view->rebuild_failed(why, context_.clock());
  rest(back_off(context_.limits, ++failures_));
}

void rebuild_actor::rest(std::chrono::milliseconds how_long) {
  tell_later(system(), how_long, self(), view_rested{});
}

} // namespace docket
