#include "docket/actors/log_actors/publisher_actor.hpp"

#include "docket/actors/log_actors/commit_events.hpp"

#include <algorithm>

namespace docket {

void published_head::set(const log_head& head) {
  const std::scoped_lock hold{lock_};
  head_ = head;
}

log_head published_head::get() const {
  const std::scoped_lock hold{lock_};
  return head_;
}

publisher_actor::publisher_actor(caf::actor_config& config, published_head& head, counters& counts)
    : event_actor(config),
      head_(head),
      counts_(counts) {}

caf::behavior publisher_actor::make_behavior() {
  return {
      [this](const commit_finished& m) { publish(m.commit); }, [this](add_subscriber& m) { add(m); },
      [this](const remove_subscriber& m) { remove(m); },       [this](add_follower& m) { add(m); },
      [this](const remove_follower& m) { remove(m); },
  };
}

void publisher_actor::on_exit() {
  subscribers_.clear();
  followers_.clear();
}

void publisher_actor::publish(const std::shared_ptr<const finished_commit>& commit) {
  const bool wrote = value(commit->head.position) > value(head_.get().position);
  if (wrote) head_.set(commit->head); // Before the answers: who was answered sees its events in the head.
  for (const auto& job : commit->appends)
    tell(job->from, append_finished{job});
  if (!wrote) return;
  send_to_subscribers(commit);
  ring_for_followers(commit->head.position);
}

void publisher_actor::send_to_subscribers(const std::shared_ptr<const finished_commit>& commit) {
  if (subscribers_.empty()) return;
  const auto events = events_in(*commit);
  for (auto& s : subscribers_)
    if (s.feed->offer(commit->head.position, events)) tell(s.actor, published{commit});
}

void publisher_actor::ring_for_followers(position head) {
  for (auto& f : followers_)
    if (f.bell->ring(head)) tell(f.actor, log_rings{});
}

void publisher_actor::add(add_subscriber& m) {
  tell(m.subscriber, log_reaches{head_.get().position});
  subscribers_.push_back({std::move(m.feed), std::move(m.subscriber)});
  counters::set(counts_.subscribers, subscribers_.size());
}

void publisher_actor::remove(const remove_subscriber& m) {
  std::erase_if(subscribers_, [&](const subscriber& s) { return s.feed == m.feed; });
  counters::set(counts_.subscribers, subscribers_.size());
}

void publisher_actor::add(add_follower& m) {
  if (m.bell->ring(head_.get().position)) tell(m.follower, log_rings{});
  followers_.push_back({std::move(m.bell), std::move(m.follower)});
}

void publisher_actor::remove(const remove_follower& m) {
  std::erase_if(followers_, [&](const follower& f) { return f.bell == m.bell; });
}

} // namespace docket
