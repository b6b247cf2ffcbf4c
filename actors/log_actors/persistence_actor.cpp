#include "docket/actors/log_actors/persistence_actor.hpp"

#include "docket/domain/planted_bugs.hpp"

#include <chrono>
#include <exception>
#include <utility>

namespace docket {
namespace {

// A store's error as the answer to those whose events it concerns.
failure failure_of(const store_error& e) {
  const auto kind = e.code() == store_errc::outcome_unknown ? failure_kind::outcome_unknown
                                                            : failure_kind::store_unavailable;
  return {kind, {}, e.what()};
}

void fail_all(finished_commit& commit, const failure& why) {
  for (auto& job : commit.appends)
    job->outcome = why;
}

std::size_t bytes_of(const append& a) {
  std::size_t bytes = 0;
  for (const auto& event : a.events)
    bytes += event.data.size();
  return bytes;
}

} // namespace

persistence_actor::persistence_actor(caf::actor_config& config, persistence_context context)
    : event_actor(config),
      context_(std::move(context)) {}

caf::behavior persistence_actor::make_behavior() {
  return {
      [this](append_request& m) { gather(std::move(m.job)); },
      [this](flush_commit) { flush(); },
      [this](snapshot_request& m) {
        snapshots_.push_back(std::move(m.what));
        schedule_flush();
      },
      [this](const checkpoint_request& m) { keep(m); },
  };
}

void persistence_actor::gather(std::shared_ptr<append_job> job) {
  if (queue_.size() - next_ >= context_.limits.queue_max && !planted(planted_bug::append_queue_unlimited)) {
    job->outcome = failure{failure_kind::overloaded, {}, "too many appends wait for a commit"};
    const auto aggregate = job->from;
    tell(aggregate, append_finished{std::move(job)});
    return;
  }
  queue_.push_back(std::move(job));
  schedule_flush();
}

void persistence_actor::schedule_flush() {
  if (!flush_scheduled_) tell(self(), flush_commit{});
  flush_scheduled_ = true;
}

void persistence_actor::flush() {
  flush_scheduled_ = false;
  if (next_ < queue_.size()) {
    auto finished = std::make_shared<finished_commit>();
    finished->appends = take_batch();
    commit(*finished);
    tell(context_.publisher, commit_finished{std::move(finished)});
    maintain();
  }
  counters::set(context_.counts->appends_waiting, queue_.size() - next_);
  if (next_ < queue_.size()) schedule_flush();
  if (snapshots_.size() >= snapshots_waiting_max || !flush_scheduled_) write_snapshots();
}

std::vector<std::shared_ptr<append_job>> persistence_actor::take_batch() {
  std::vector<std::shared_ptr<append_job>> batch;
  std::size_t events = 0;
  std::size_t bytes = 0;
  while (next_ < queue_.size()) {
    const auto& data = queue_[next_]->data;
    events += data.events.size();
    bytes += bytes_of(data);
    const bool fits = events <= context_.limits.events_max && bytes <= context_.limits.bytes_max;
    if (!fits && !batch.empty()) break;
    batch.push_back(std::move(queue_[next_++]));
  }
  if (next_ == queue_.size()) {
    queue_.clear();
    next_ = 0;
  }
  return batch;
}

void persistence_actor::commit(finished_commit& commit) {
  std::vector<const append*> batch;
  batch.reserve(commit.appends.size());
  for (const auto& job : commit.appends)
    batch.push_back(&job->data);
  try {
    const auto began = std::chrono::steady_clock::now();
    auto result = context_.store->commit(batch, context_.clock());
    time_commit(commit, began);
    for (std::size_t i = 0; i < batch.size(); ++i)
      commit.appends[i]->outcome = std::move(result.appends[i]);
    commit.head = result.head;
    commit.recorded_at = result.recorded_at;
    record(commit);
  } catch (const store_error& e) {
    counters::add(context_.counts->commits_failed);
    note_closing(e);
    fail_all(commit, failure_of(e));
  } catch (const std::exception& e) {
    counters::add(context_.counts->commits_failed);
    fail_all(commit, {failure_kind::outcome_unknown, {}, e.what()});
  }
}

void persistence_actor::note_closing(const store_error& e) {
  if (e.code() == store_errc::outcome_unknown || e.code() == store_errc::closed_to_writes)
    counters::set(context_.counts->closed_to_writes, 1);
}

// Of each commit the append that waited longest, which is its first, and the one that is answered last:
// looking at the clock for every append would cost more than the answer is worth.
void persistence_actor::time_commit(finished_commit& commit, append_job::time began) {
  auto& counts = *context_.counts;
  const auto ended = std::chrono::steady_clock::now();
  const auto& first = *commit.appends.front();
  counts.decide_us.record(first.arrived, first.decided);
  counts.gather_us.record(first.decided, began);
  counts.commit_us.record(began, ended);
  if (context_.syncs) counts.sync_us.record(context_.syncs->last_sync().count());
  commit.appends.back()->committed = ended;
}

void persistence_actor::record(const finished_commit& commit) {
  std::uint64_t events = 0;
  for (const auto& job : commit.appends)
    if (std::get<append_result>(job->outcome)) events += job->data.events.size();
  auto& counts = *context_.counts;
  counters::add(counts.events, events);
  if (events > 0) counters::add(counts.commits);
  counts.commit_events.record(static_cast<std::int64_t>(events));
}

void persistence_actor::write_snapshots() {
  if (snapshots_.empty()) return;
  const auto batch = std::exchange(snapshots_, {});
  try {
    context_.store->write_snapshots(batch);
    counters::add(context_.counts->snapshots_written, batch.size());
  } catch (const std::exception& e) {
    context_.log(std::string{"snapshots were not written: "} + e.what());
  }
}

// One that is lost costs its follower some reading, and nothing else.
void persistence_actor::keep(const checkpoint_request& m) {
  try {
    context_.store->write_checkpoint(m.name, m.at);
  } catch (const std::exception& e) {
    context_.log("the checkpoint of " + m.name + " was not written: " + e.what());
  }
}

void persistence_actor::maintain() {
  try {
    context_.store->maintain();
  } catch (const store_error& e) {
    note_closing(e);
    context_.log(std::string{"housekeeping of the event log failed: "} + e.what());
  } catch (const std::exception& e) {
    context_.log(std::string{"housekeeping of the event log failed: "} + e.what());
  }
}

} // namespace docket
