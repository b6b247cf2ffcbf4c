#include "docket/actors/projections/projection_actor.hpp"

#include "docket/actors/projections/pace.hpp"
#include "docket/actors/projections/rebuild_actor.hpp"
#include "docket/actors/projections/traced_projection.hpp"
#include "docket/actors/runtime/thread_priority.hpp"
#include "docket/domain/planted_bugs.hpp"
#include "docket/persistence/store/store_error.hpp"

#include <exception>
#include <utility>

namespace docket {

projection_actor::projection_actor(caf::actor_config& config, projection_context context)
    : event_actor(config),
      context_(std::move(context)) {}

caf::behavior projection_actor::make_behavior() {
  if (has_threads(system())) give_way_to_other_threads(static_cast<int>(context_.limits.nice));
  again();
  return {
      [this](log_rings) { wake(); },
      [this](view_goes_on) {
        asked_again_ = false;
        go_on();
      },
      [this](const view_rested& m) {
        if (m.rest != rest_) return;
        resting_ = false;
        go_on();
      },
      [this](view_wanted) {
        if (failures_ > 0) return;
        resting_ = false;
        go_on();
      },
      [this](const view_task& m) { m.work(*this); },
      [this](begin_rebuild& m) { begin(m); },
      [this](const rebuild_is_near& m) { finish(m.job); },
  };
}

void projection_actor::on_exit() {
  tell(context_.publisher, remove_follower{context_.bell});
  tell_to_end(rebuilder_);
  context_.view->is(projection_state::stopped);
  context_.view->waiters.close();
  kept_.reset();
  rebuild_.reset();
  context_.publisher = rebuilder_ = nullptr;
}

// The log was written to. A view that is up to date lets a little gather, unless somebody waits for it.
void projection_actor::wake() {
  if (planted(planted_bug::view_bell_stays_rung) && resting_) return;
  context_.bell->still();
  if (resting_) return;
  const auto rested = system().clock().now() - last_step_;
  if (rested >= context_.limits.pause || context_.view->waiters.wanted()) return go_on();
  rest(std::chrono::ceil<std::chrono::milliseconds>(context_.limits.pause - rested));
}

void projection_actor::go_on() {
  if (resting_) return;
  try {
    keep_up();
  } catch (const store_error& error) {
    if (kept_ && kept_->runner->file().is_beyond_repair(error)) return start_over(error.what());
    failed(error.what());
  } catch (const std::exception& error) {
    kept_.reset(); // Whatever it is, the view begins anew from what it has committed.
    context_.log("the projection " + context_.view->name + " failed and is started again: " + error.what());
    failed(error.what());
  }
}

// A sync of the view's file has failed, and a power cut may take something out of its middle; or that has
// happened, and damage was found. Another file takes its place before anything more is written.
void projection_actor::start_over(const std::string& why) {
  try {
    const std::scoped_lock hold{context_.folder->lock};
    context_.folder->views.registry().give_up_live(context_.view->name);
    kept_.reset();
    context_.folder->views.remove_unnamed();
  } catch (const std::exception& error) {
    return failed(error.what());
  }
  context_.log("the view " + context_.view->name + " is built anew: " + why);
  failed(why);
}

void projection_actor::keep_up() {
  if (!log_) log_ = context_.open_log();
  if (!kept_ && !rebuild_) open();
  if (kept_) step();
}

void projection_actor::open() {
  auto& view = *context_.view;
  const bool sound = open_live();
  if (kept_) return show_kept();
  if (sound) show_old_version();
  view.is(projection_state::rebuilding);
  tell(self(), begin_rebuild{{}, std::make_shared<promised<rebuild_outcome>>()});
}

// A view that cannot be looked at is not kept: it is opened again.
void projection_actor::show_kept() {
  try {
    context_.view->opened(kept_->generation.number, kept_->runner->position());
    context_.view->has(kept_->runner->dead_letter_count());
    resume_rebuild();
  } catch (...) {
    kept_.reset();
    throw;
  }
}

// Nothing is kept then when it is of another version, or damaged (answers false): a disk that has lost a
// write may do that to a view, which is not synced at each commit, and the log has all of it.
bool projection_actor::open_live() {
  const std::scoped_lock hold{context_.folder->lock};
  try {
    kept_ = open_kept_view(context_.folder->views, context_.view->make, now(), {context_.limits.cache_bytes});
    return true;
  } catch (const store_error& error) {
    if (error.code() != store_errc::corrupt) throw;
    context_.log("the view " + context_.view->name + " is damaged and is built anew: " + error.what());
    return false;
  }
}

// Queries read it until the next one is built.
void projection_actor::show_old_version() {
  const std::scoped_lock hold{context_.folder->lock};
  const auto old = context_.folder->views.registry().find(context_.view->name);
  if (!old || !old->live) return;
  view_reader reader{context_.folder->views.file_of(context_.view->name, old->live->number)};
  context_.view->opened(old->live->number, reader.position());
}

// What an earlier run began to build it meant to end.
void projection_actor::resume_rebuild() {
  if (rebuild_) return;
  const std::scoped_lock hold{context_.folder->lock};
  const auto known = context_.folder->views.registry().find(context_.view->name);
  if (known && known->building)
    tell(self(), begin_rebuild{{}, std::make_shared<promised<rebuild_outcome>>()});
}

void projection_actor::step() {
  if (kept_->runner->position() >= context_.bell->head() && !kept_->runner->failing()) {
    context_.view->is(projection_state::live);
    return;
  }
  const step_begin begin{system().clock().now(), kept_->runner->position(), context_.bell->head()};
  auto* traced = dynamic_cast<traced_projection*>(kept_->kept.get());
  if (traced) traced->begin_batch(context_.told_after);
  const auto result = kept_->runner->step(*log_, context_.limits.batch_max);
  last_step_ = system().clock().now();
  if (traced) traced->tell_of(result.reached); // Before those who wait for the position are told.
  handle(result, begin);
}

void projection_actor::handle(const step_result& result, const step_begin& begin) {
  auto& view = *context_.view;
  // Before those who wait for the position are told: they see it in the status.
  if (view.status().dead_letters.parked > 0) view.has(kept_->runner->dead_letter_count());
  view.reached(result.reached);
  if (result.poison) return handle_poison(*result.poison);
  failures_ = 0;
  view.is(result.caught_up ? projection_state::live : projection_state::catching_up);
  if (!result.caught_up) go_on_behind(begin, result.reached);
}

void projection_actor::go_on_behind(const step_begin& begin, position reached) {
  const auto read = value(reached) - value(begin.reached);
  const auto written = value(context_.bell->head()) - value(begin.head);
  const auto pause = (last_step_ - begin.at) * context_.limits.give_way;
  if (2 * written < read || pause == clock::duration::zero() || context_.view->waiters.wanted())
    return again();
  rest(std::chrono::ceil<std::chrono::milliseconds>(pause));
}

void projection_actor::handle_poison(const poison_event& poison) {
  auto& view = *context_.view;
  view.failed("position " + std::to_string(value(poison.position)) + ", " + poison.event_type + " of " +
                  poison.stream_type + " " + poison.stream_id + ": " + poison.error,
              now());
  if (poison.attempts < context_.limits.attempts_max) {
    failures_ = poison.attempts;
    return rest(back_off(context_.limits, poison.attempts));
  }
  kept_->runner->park(now());
  failures_ = 0;
  view.has(kept_->runner->dead_letter_count());
  view.reached(kept_->runner->position());
  context_.log("the projection " + view.name + " parked the event at position " +
               std::to_string(value(poison.position)) + ": " + poison.error);
  again();
}

void projection_actor::settled_letters() {
  context_.view->has(kept_->runner->dead_letter_count());
  again();
}

// Through the mailbox, so that what else is said to it need not wait for the end of the log.
void projection_actor::again() {
  if (std::exchange(asked_again_, true)) return;
  tell(self(), view_goes_on{});
}

void projection_actor::rest(std::chrono::milliseconds how_long) {
  resting_ = true;
  tell_later(system(), how_long, self(), view_rested{++rest_});
}

void projection_actor::failed(const std::string& why) {
  context_.view->failed(why, now());
  rest(back_off(context_.limits, ++failures_));
}

void projection_actor::begin(begin_rebuild& m) {
  const auto& view = context_.view;
  if (rebuild_) {
    m.answer->give(unexpected{
        query_refusal{"rebuild_under_way",
                      "the view " + view->name + " is being rebuilt already; wait for it or cancel it"}});
    return;
  }
  rebuild_ = std::make_shared<rebuild_job>(view, context_.folder, context_.open_log, m.options, m.answer);
  begin_building();
}

void projection_actor::begin_building() {
  rebuilder_ = spawn_with_thread<rebuild_actor>(
      system(),
      rebuild_context{rebuild_, context_.view, self(), context_.limits, context_.clock, context_.log});
}

bool projection_actor::cancel_rebuild() {
  if (!rebuild_ || rebuild_->cancelled()) return false;
  rebuild_->cancel();
  tell(rebuilder_, rebuild_goes_on{}); // It may rest.
  return true;
}

// Nobody writes the live view while this runs, on the thread that does.
void projection_actor::finish(const std::shared_ptr<rebuild_job>& job) {
  std::optional<rebuild_job::ended> ended;
  try {
    if (!job->cancelled()) catch_up(*job);
    ended = job->end();
  } catch (const store_error& error) {
    if (!job->is_beyond_repair(error)) return end_later(job, error.what());
    return build_again(job, error.what());
  } catch (const std::exception& error) {
    return end_later(job, error.what());
  }
  rebuild_.reset();
  rebuilder_ = nullptr;
  if (ended->live) adopt(std::move(*ended->live));
  job->answer(std::move(ended->outcome)); // Last: who has it sees what became of it.
}

void projection_actor::end_later(const std::shared_ptr<rebuild_job>& job, const std::string& why) {
  context_.log("the rebuild of " + context_.view->name + " did not end and is tried again: " + why);
  context_.view->rebuild_failed(why, now());
  tell_later(system(), back_off(context_.limits, ++failures_), self(), rebuild_is_near{job});
}

// What was built cannot be gone on with.
void projection_actor::build_again(const std::shared_ptr<rebuild_job>& job, const std::string& why) {
  try {
    job->start_over();
  } catch (const std::exception& error) {
    return end_later(job, error.what());
  }
  context_.log("the rebuild of " + context_.view->name + " begins anew: " + why);
  begin_building();
}

// The little that the live view is ahead. What is poison now was tried often enough by the rebuild.
void projection_actor::catch_up(rebuild_job& job) {
  const auto goal = kept_ ? kept_->runner->position() : context_.bell->head();
  while (job.reached() < goal) {
    const auto step = job.step(context_.limits.batch_max, goal);
    if (step.poison) job.park(now());
    if (!step.poison && step.caught_up) return;
  }
}

// It is the live one already, whatever happens here.
void projection_actor::adopt(kept_view next) {
  kept_ = std::move(next);
  failures_ = 0;
  resting_ = false;
  try {
    show_kept();
  } catch (const std::exception& error) {
    return failed(error.what());
  }
  context_.view->is(projection_state::catching_up);
  again();
}

} // namespace docket
