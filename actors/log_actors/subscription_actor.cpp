#include "docket/actors/log_actors/subscription_actor.hpp"

#include "docket/actors/log_actors/commit_events.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>

namespace docket {
namespace {

bool listed(const std::vector<std::string>& wanted, std::string_view name) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
}

} // namespace

void subscription::state::cancel() {
  active_ = false;
  const std::scoped_lock until_the_call_returns{call_};
  if (on_cancel) std::exchange(on_cancel, nullptr)();
}

bool subscription::state::call(const std::function<void()>& subscriber) {
  const std::scoped_lock hold{call_};
  if (!active_) return false;
  subscriber();
  return true;
}

subscription_actor::subscription_actor(caf::actor_config& config, subscription_context context)
    : event_actor(config),
      context_(std::move(context)) {}

caf::behavior subscription_actor::make_behavior() {
  return {
      [this](const log_reaches& m) { guarded([&] { read_until(m.head); }); },
      [this](const published& m) { guarded([&] { handle(*m.commit); }); },
  };
}

void subscription_actor::on_exit() {
  tell(context_.publisher, remove_subscriber{context_.feed});
  context_.publisher = nullptr;
}

void subscription_actor::handle(const finished_commit& commit) {
  if (context_.shared->active()) hand_over(commit);
  context_.feed->handled(events_in(commit));
  if (!planted(planted_bug::withheld_commits_not_read))
    read_until(context_.feed->head()); // Commits that were withheld meanwhile; none while it keeps up.
}

void subscription_actor::read_until(position head) {
  auto& reached = *context_.shared;
  while (reached.active() && reached.position() < head) {
    const auto from = position{value(reached.position()) + 1};
    const auto last = context_.reader->read_log(from, context_.options.filter, context_.page,
                                                [&](const event_view& event) { return deliver(event); });
    if (last < from) return; // Nothing there yet.
    if (reached.active()) reached.advance(std::max(last, reached.position()));
  }
}

void subscription_actor::hand_over(const finished_commit& commit) {
  for (const auto& job : commit.appends) {
    const auto& result = std::get<append_result>(job->outcome);
    const bool repeats = planted(planted_bug::subscription_repeats);
    if (!result || (!repeats &&
                    value(result->first) + job->data.events.size() - 1 <= value(context_.shared->position())))
      continue;
    read_until(position{value(result->first) - 1});
    if (!hand_over(*job, *result, commit.recorded_at)) return;
  }
}

bool subscription_actor::hand_over(const append_job& job, const appended& where, timestamp recorded_at) {
  return each_event(job, where, recorded_at, [this](const event_view& event) {
    if (event.position <= context_.shared->position() && !planted(planted_bug::subscription_repeats))
      return true;
    const auto& filter = context_.options.filter;
    if (listed(filter.stream_types, event.stream_type) && listed(filter.event_types, event.type))
      return deliver(event);
    context_.shared->advance(event.position);
    return true;
  });
}

bool subscription_actor::deliver(const event_view& event) {
  if (!context_.shared->call([&] { context_.on_event(event); })) return false;
  context_.shared->advance(event.position);
  return true;
}

// A subscriber that throws, or a log that cannot be read, ends this subscription and nothing else.
void subscription_actor::guarded(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::exception& e) {
    const bool was_active = context_.shared->active();
    context_.shared->cancel();
    if (was_active && context_.options.on_error) context_.options.on_error(e.what());
  }
}

} // namespace docket
