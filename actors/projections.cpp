#include "docket/actors/projections.hpp"

#include "docket/actors/projections/projection_actor.hpp"
#include "docket/actors/projections/read_side.hpp"

#include <utility>

namespace docket {

namespace {

using outcome = expected<dead_letter_outcome, query_refusal>;

template <class Value>
std::future<expected<Value, query_refusal>> refused(query_refusal why) {
  std::promise<expected<Value, query_refusal>> at_once;
  at_once.set_value(unexpected{std::move(why)});
  return at_once.get_future();
}

outcome outcome_of(expected<retry_result, rejection> result) {
  if (!result) return unexpected{query_refusal{std::string{result.error().rule}, result.error().message}};
  dead_letter_outcome told{result->applied, result->still_waiting, {}, {}};
  if (result->poison) {
    told.failed_at = result->poison->position;
    told.error = result->poison->error;
  }
  return told;
}

// Runs `settle` between two batches of the view, on the thread that keeps it.
std::future<outcome> settle_letters(
    const read_side& side, std::string_view name,
    std::function<expected<retry_result, rejection>(projection_actor&, projection_runner&)> settle) {
  const auto found = side.find(name);
  if (!found) return refused<dead_letter_outcome>(found.error());
  auto promise = std::make_shared<promised<dead_letter_outcome>>();
  auto answer = promise->answer();
  tell((*found)->keeper, view_task{[promise = std::move(promise), settle = std::move(settle),
                                    view = std::string{name}](projection_actor& keeper) {
         if (!keeper.runner())
           return promise->give(unexpected{
               query_refusal{"view_unavailable", "the view " + view + " is not open; see its status"}});
         try {
           auto result = outcome_of(settle(keeper, *keeper.runner()));
           keeper.settled_letters(); // Before the answer: who has it sees it in the status.
           promise->give(std::move(result));
         } catch (const std::exception& error) {
           promise->give(unexpected{query_refusal{"view_unavailable", error.what()}});
         }
       }});
  return answer;
}

} // namespace

std::vector<projection_status> projections::status() const {
  std::vector<projection_status> all;
  for (const auto& one : side_->views())
    all.push_back(side_->status_of(one));
  return all;
}

expected<projection_status, query_refusal> projections::status(std::string_view name) const {
  const auto found = side_->find(name);
  if (!found) return unexpected{found.error()};
  return side_->status_of(**found);
}

bool projections::wait(std::string_view name, position at, std::chrono::milliseconds within) const {
  const auto found = side_->find(name);
  return found && side_->wait(**found, at, within);
}

void projections::when(std::string_view name, position at, std::chrono::milliseconds within,
                       std::function<void(bool reached)> done) const {
  const auto found = side_->find(name);
  if (!found) return done(false);
  side_->when(**found, at, within, std::move(done));
}

std::future<expected<rebuild_outcome, query_refusal>> projections::rebuild(std::string_view name,
                                                                           rebuild_options options) {
  const auto found = side_->find(name);
  if (!found) return refused<rebuild_outcome>(found.error());
  auto promise = std::make_shared<promised<rebuild_outcome>>();
  auto answer = promise->answer();
  tell((*found)->keeper, begin_rebuild{options, std::move(promise)});
  return answer;
}

expected<void, query_refusal> projections::cancel_rebuild(std::string_view name) {
  const auto found = side_->find(name);
  if (!found) return unexpected{found.error()};
  auto promise = std::make_shared<promised<bool>>();
  auto answer = promise->answer();
  tell((*found)->keeper, view_task{[promise = std::move(promise)](projection_actor& keeper) {
         promise->give(keeper.cancel_rebuild());
       }});
  const auto cancelled = answer.get();
  if (!cancelled) return unexpected{cancelled.error()};
  if (!*cancelled)
    return unexpected{query_refusal{"no_rebuild", "the view " + std::string{name} + " is not being rebuilt"}};
  return {};
}

expected<std::vector<dead_letter>, query_refusal> projections::dead_letters(std::string_view name) const {
  const auto found = side_->find(name);
  if (!found) return unexpected{found.error()};
  const auto& readers = (*found)->view->readers;
  if (readers.generation() == 0)
    return unexpected{
        query_refusal{"view_unavailable", "the view " + std::string{name} + " is not open yet"}};
  const auto reader = (*found)->view->readers.borrow();
  return list_dead_letters(*reader);
}

std::future<outcome> projections::retry(std::string_view name, stream_key stream, bool dry_run) {
  return settle_letters(*side_, name, [stream, dry_run](projection_actor& keeper, projection_runner& runner) {
    return runner.retry(keeper.log(), stream, dry_run, keeper.now());
  });
}

std::future<outcome> projections::discard(std::string_view name, stream_key stream, std::string by,
                                          std::string reason) {
  return settle_letters(*side_, name,
                        [stream, by = std::move(by), reason = std::move(reason)](projection_actor& keeper,
                                                                                 projection_runner& runner) {
                          return runner.discard(keeper.log(), stream, by, reason, keeper.now());
                        });
}

} // namespace docket
