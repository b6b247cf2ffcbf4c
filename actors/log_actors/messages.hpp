#pragma once

#include "docket/actors/log_actors/append_job.hpp"
#include "docket/actors/runtime/caf_seam.hpp"

#include <functional>
#include <memory>
#include <string>

// What is said around the log. See README.md for who says it to whom.
namespace docket {

struct append_request { // aggregate -> persistence: commit this.
  std::shared_ptr<append_job> job;
};
struct flush_commit {};   // persistence -> itself: everything queued before this joins the commit.
struct snapshot_request { // aggregate -> persistence: keep this when there is time.
  snapshot_write what;
};
struct checkpoint_request { // a follower of the log -> persistence: keep how far it has come.
  std::string name;
  position at{};
};
struct commit_finished { // persistence -> publisher: durable (or failed); in log order.
  std::shared_ptr<const finished_commit> commit;
};
struct append_finished { // publisher -> aggregate: the outcome stands in the job.
  std::shared_ptr<append_job> job;
};

struct read_request { // aggregate -> read desk: run this on a reader's connection.
  std::function<void(log_reader&)> work;
  std::function<void(const failure&)> refuse; // Called instead when too many wait.
};
struct read_batch { // read desk -> reader
  std::shared_ptr<std::vector<read_request>> requests;
  caf::actor desk;
};
struct reader_idle { // reader -> read desk
  caf::actor reader;
};

class subscription_feed;
struct add_subscriber { // engine -> publisher: from now on, feed it.
  std::shared_ptr<subscription_feed> feed;
  caf::actor subscriber;
};
struct remove_subscriber { // subscription -> publisher
  std::shared_ptr<subscription_feed> feed;
};
class log_bell;
struct add_follower { // engine -> publisher: from now on, ring for it.
  std::shared_ptr<log_bell> bell;
  caf::actor follower;
};
struct remove_follower { // follower -> publisher
  std::shared_ptr<log_bell> bell;
};
struct log_rings {}; // publisher -> follower: look at the bell, and read the log up to there by yourself.
struct log_reaches { // publisher -> subscription: read the log up to here by yourself.
  position head{};
};
struct published { // publisher -> subscription
  std::shared_ptr<const finished_commit> commit;
};

} // namespace docket

DOCKET_LOCAL_MESSAGE(docket::append_request)
DOCKET_LOCAL_MESSAGE(docket::flush_commit)
DOCKET_LOCAL_MESSAGE(docket::snapshot_request)
DOCKET_LOCAL_MESSAGE(docket::checkpoint_request)
DOCKET_LOCAL_MESSAGE(docket::commit_finished)
DOCKET_LOCAL_MESSAGE(docket::append_finished)
DOCKET_LOCAL_MESSAGE(docket::read_request)
DOCKET_LOCAL_MESSAGE(docket::read_batch)
DOCKET_LOCAL_MESSAGE(docket::reader_idle)
DOCKET_LOCAL_MESSAGE(docket::add_subscriber)
DOCKET_LOCAL_MESSAGE(docket::remove_subscriber)
DOCKET_LOCAL_MESSAGE(docket::add_follower)
DOCKET_LOCAL_MESSAGE(docket::remove_follower)
DOCKET_LOCAL_MESSAGE(docket::log_rings)
DOCKET_LOCAL_MESSAGE(docket::log_reaches)
DOCKET_LOCAL_MESSAGE(docket::published)
