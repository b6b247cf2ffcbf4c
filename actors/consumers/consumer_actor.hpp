#pragma once

#include "docket/actors/consumers/consumer_state.hpp"
#include "docket/actors/log_actors/log_bell.hpp"
#include "docket/actors/log_actors/messages.hpp"
#include "docket/actors/runtime/caf_seam.hpp"

#include <memory>
#include <vector>

namespace docket {

struct consumer_goes_on {};          // consumer -> itself: look for a batch, if there is room for one.
struct consumer_rested {};           // consumer -> itself: the back-off is over.
struct consumer_keeps_checkpoint {}; // consumer -> itself: it is time to keep what was acknowledged.

struct consumer_context {
  std::shared_ptr<consumer::state> shared;
  std::shared_ptr<log_bell> bell;
  std::shared_ptr<log_reader> reader;
  caf::actor publisher;
  log_filter filter;
  batch_handler handler;
};

// Hands the log over to one consumer, batch by batch, from where it had acknowledged everything. Reads the
// log also when it keeps up: batches are then what was committed meanwhile. Runs detached: the handler may be
// slow.
class consumer_actor : public event_actor {
public:
  consumer_actor(caf::actor_config& config, consumer_context context);

  caf::behavior make_behavior() override;
  void on_exit() override;

private:
  void go_on();
  void rest_or_go_on();
  bool deliver();
  void hand_over(std::vector<recorded_event> events, position last);
  void complain(const std::string& why);

  consumer_context context_;
  bool resting_ = false;
  bool goes_on_ = false; // A message to itself is under way.
};

} // namespace docket

DOCKET_LOCAL_MESSAGE(docket::consumer_goes_on)
DOCKET_LOCAL_MESSAGE(docket::consumer_rested)
DOCKET_LOCAL_MESSAGE(docket::consumer_keeps_checkpoint)
