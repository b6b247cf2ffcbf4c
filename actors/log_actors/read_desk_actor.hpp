#pragma once

#include "docket/actors/log_actors/messages.hpp"
#include "docket/actors/runtime/caf_seam.hpp"
#include "docket/actors/runtime/counters.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <cstddef>
#include <deque>
#include <memory>
#include <vector>

namespace docket {

struct read_limits {
  std::size_t waiting_max = 0; // Requests that may wait.
  std::size_t batch_max = 0;   // Requests that one reader takes at once.
};

// Hands reads of the log to the readers that are idle, in batches, so that a restart under load is no
// stampede: a bounded queue, and as many reads at once as there are readers.
class read_desk_actor : public event_actor {
public:
  read_desk_actor(caf::actor_config& config, std::vector<caf::actor> readers, read_limits limits,
                  counters& counts);

  caf::behavior make_behavior() override;
  // Aggregates live as long as somebody holds them, and those that wait here are held.
  void on_exit() override {
    idle_.clear();
    if (!planted(planted_bug::read_desk_holds_waiting)) waiting_.clear();
  }

private:
  void accept(read_request& request);
  void hand_out();

  std::vector<caf::actor> idle_;
  read_limits limits_;
  counters& counts_;
  std::deque<read_request> waiting_;
};

// One connection to the log. Runs detached in production, as reads block.
class reader_actor : public event_actor {
public:
  reader_actor(caf::actor_config& config, std::shared_ptr<log_reader> connection);

  caf::behavior make_behavior() override;

private:
  std::shared_ptr<log_reader> connection_;
};

} // namespace docket
