#pragma once

#include "docket/actors/fulfilment/command_sender.hpp"
#include "docket/actors/fulfilment/messages.hpp"
#include "docket/actors/runtime/caf_seam.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace docket {

struct alarm_clock_context {
  command_sender sender;
  caf::actor read_desk;
  std::function<timestamp()> clock;
  std::chrono::milliseconds look_every{100};
  std::chrono::milliseconds answer_within{10'000}; // See fulfilment_policy.
  std::size_t ringing_max = 4'096;                 // Alarms that may wait for an answer.
};

// Wakes fulfilments when their deadlines come. The deadlines stand in the store, ordered by time, and only
// those that are due are ever read, a page at a time: a million that are not cost nothing here. An alarm that
// rings is not forgotten before its fulfilment has set it anew, which it does with its events.
//
// What was asked before a restart may have been forgotten by whoever was asked, so the first look takes those
// that would be asked again within the time for an answer, and has them ask at once.
class alarm_clock_actor : public event_actor {
public:
  alarm_clock_actor(caf::actor_config& config, alarm_clock_context context);

  caf::behavior make_behavior() override;
  void on_exit() override { context_.read_desk = nullptr; }

private:
  void look();
  void read_page();
  void take(const alarms_read& page);
  void ring(const due_alarm& alarm);
  void hear(const alarm_answered& m);
  void forget_rested();
  [[nodiscard]] bool is_resting(const due_alarm& alarm) const;
  void schedule_look();

  struct rest {
    timestamp due;   // Of the alarm that rang. One that was set anew since then is another.
    timestamp until; // Not before then.
  };

  alarm_clock_context context_;
  bool after_restart_ = true; // Until the first look has seen all that it is for:
  timestamp restart_up_to_;   // what was asked before the restart is due by then, what is asked now later.
  timestamp up_to_;           // Of this look.
  deadline_cursor cursor_;    // How far this look has come.
  bool looking_ = false;
  // Rang, or has nothing due yet. What came due earlier since, and needed no alarm of its own, is late by the
  // time for an answer at most.
  std::unordered_map<order_id, rest> resting_;
};

} // namespace docket
