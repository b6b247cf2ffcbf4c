#pragma once

#include "docket/actors/config.hpp"
#include "docket/actors/fulfilment/command_sender.hpp"
#include "docket/actors/fulfilment/step_desk.hpp"
#include "docket/actors/runtime/caf_seam.hpp"

#include <memory>

namespace docket {

// What the parts that run fulfilments need of the engine.
struct fulfilment_surroundings {
  const config& settings;
  event_store& store;
  caf::actor_system& system;
  caf::actor publisher;
  caf::actor persistence;
  caf::actor read_desk;
  command_sender sender;
  counters& counts;
};

// The parts of an engine that run fulfilments, where they are automatic.
class fulfilment_parts {
public:
  // Before the aggregates are started: what they send goes to this desk.
  fulfilment_parts(const config& settings, command_sender sender);

  [[nodiscard]] const std::shared_ptr<step_desk>& desk() const noexcept { return desk_; }

  // After the aggregates were started. Follows the log from where the last run had come; on a database that
  // never ran fulfilments, from its end: orders of old are not charged.
  void start(const fulfilment_surroundings& around);

  // Sends nothing more, ignores what comes from outside, and ends its actors.
  void end();
  // After all actors have ended.
  void clear() { router_ = alarm_clock_ = nullptr; }

private:
  std::shared_ptr<step_desk> desk_;
  caf::actor router_;
  caf::actor alarm_clock_;
};

} // namespace docket
