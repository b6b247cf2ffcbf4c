#pragma once

#include "docket/domain/fulfilment/events.hpp"
#include "docket/domain/fulfilment/plan.hpp"
#include "docket/domain/fulfilment/policy.hpp"
#include "docket/domain/fulfilment/state.hpp"
#include "docket/domain/text.hpp"

#include <optional>
#include <vector>

namespace docket {

// A fulfilment while it is told one thing: the events that follow, and the state as it is after each of them.
class course {
public:
  course(const fulfilment_state& state, timestamp at, const fulfilment_policy& policy)
      : state_(state),
        at_(at),
        policy_(policy) {}

  [[nodiscard]] const fulfilment_state& state() const noexcept { return state_; }
  [[nodiscard]] const fulfilment_content& content() const noexcept { return *content_of(state_); }
  [[nodiscard]] timestamp at() const noexcept { return at_; }
  [[nodiscard]] const fulfilment_policy& policy() const noexcept { return policy_; }
  [[nodiscard]] bool is_parked() const noexcept { return std::holds_alternative<parked_fulfilment>(state_); }
  [[nodiscard]] bool is_running() const noexcept {
    return std::holds_alternative<running_fulfilment>(state_);
  }
  // The open step of this kind; null when there is none.
  [[nodiscard]] const open_step* open(step_kind kind) const noexcept;

  void happen(fulfilment_event event);

  // Answers to an open step; or, by its kind, to the open step of that kind, and if there is none a late one.
  void succeed(const open_step& step);
  void succeed(step_kind kind, std::optional<parcel> sent = {});
  void be_refused(const open_step& step, const text& rule, const text& reason);
  void be_refused(step_kind kind, const text& rule, const text& reason);

  // From here on what was done is undone. Nothing, if it is already, or if all was completed.
  void undo(const text& reason);
  // People must look at this step.
  void park(const open_step& step, const text& problem);

  // Opens the steps that follow, sets the alarm, and ends the process when there is nothing left to do; all
  // in the last event's agenda. The events, then.
  [[nodiscard]] std::vector<fulfilment_event> settle();

private:
  [[nodiscard]] std::vector<step_opening> openings() const;
  [[nodiscard]] step_opening opening_of(const planned_step& planned, std::int32_t number) const;
  [[nodiscard]] std::optional<timestamp> give_up_at(step_kind kind) const;
  [[nodiscard]] timestamp wanted_alarm(const std::vector<step_opening>& opens) const;
  [[nodiscard]] std::optional<timestamp> alarm(const std::vector<step_opening>& opens) const;
  [[nodiscard]] bool is_active() const noexcept {
    return is_running() || std::holds_alternative<compensating_fulfilment>(state_);
  }
  void end();

  fulfilment_state state_;
  timestamp at_;
  const fulfilment_policy& policy_;
  std::vector<fulfilment_event> events_;
};

} // namespace docket
