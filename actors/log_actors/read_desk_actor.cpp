#include "docket/actors/log_actors/read_desk_actor.hpp"

#include "docket/domain/planted_bugs.hpp"

#include <algorithm>
#include <utility>

namespace docket {

read_desk_actor::read_desk_actor(caf::actor_config& config, std::vector<caf::actor> readers,
                                 read_limits limits, counters& counts)
    : event_actor(config),
      idle_(std::move(readers)),
      limits_(limits),
      counts_(counts) {}

caf::behavior read_desk_actor::make_behavior() {
  return {
      [this](read_request& m) { accept(m); },
      [this](reader_idle& m) {
        idle_.push_back(std::move(m.reader));
        hand_out();
      },
  };
}

void read_desk_actor::accept(read_request& request) {
  if (waiting_.size() >= limits_.waiting_max && !planted(planted_bug::hydrations_unlimited)) {
    request.refuse({failure_kind::overloaded, {}, "too many aggregates wait to be read from the log"});
    return;
  }
  waiting_.push_back(std::move(request));
  hand_out();
}

void read_desk_actor::hand_out() {
  while (!idle_.empty() && !waiting_.empty()) {
    const auto end =
        waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(waiting_.size(), limits_.batch_max));
    auto batch = std::make_shared<std::vector<read_request>>(std::make_move_iterator(waiting_.begin()),
                                                             std::make_move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
    tell(idle_.back(), read_batch{std::move(batch), self()});
    idle_.pop_back();
  }
  counters::set(counts_.hydrations_waiting, waiting_.size());
}

reader_actor::reader_actor(caf::actor_config& config, std::shared_ptr<log_reader> connection)
    : event_actor(config),
      connection_(std::move(connection)) {}

caf::behavior reader_actor::make_behavior() {
  return {
      [this](read_batch& m) {
        for (auto& request : *m.requests)
          request.work(*connection_);
        m.requests->clear();
        tell(m.desk, reader_idle{self()});
      },
  };
}

} // namespace docket
