#pragma once

#include "docket/actors/log_actors/log_bell.hpp"
#include "docket/actors/log_actors/messages.hpp"
#include "docket/actors/log_actors/subscription_feed.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/actors/runtime/counters.hpp"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace docket {

// The newest durable head, for whoever asks.
class published_head {
public:
  void set(const log_head& head);
  [[nodiscard]] log_head get() const;

private:
  mutable std::mutex lock_;
  log_head head_;
};

// Takes finished commits from the persistence actor, in log order, and tells whom they concern: each
// aggregate the outcome of its append, then each subscriber the
// commit, and each follower that the log reaches further. So the writer's thread spends nothing
// on telling.
class publisher_actor : public event_actor {
public:
  publisher_actor(caf::actor_config& config, published_head& head, counters& counts);

  caf::behavior make_behavior() override;
  void on_exit() override;

private:
  struct subscriber {
    std::shared_ptr<subscription_feed> feed;
    caf::actor actor;
  };

  struct follower {
    std::shared_ptr<log_bell> bell;
    caf::actor actor;
  };

  void publish(const std::shared_ptr<const finished_commit>& commit);
  void send_to_subscribers(const std::shared_ptr<const finished_commit>& commit);
  void ring_for_followers(position head);
  void add(add_subscriber& m);
  void remove(const remove_subscriber& m);
  void add(add_follower& m);
  void remove(const remove_follower& m);

  published_head& head_;
  counters& counts_;
  std::vector<subscriber> subscribers_;
  std::vector<follower> followers_;
};

} // namespace docket
