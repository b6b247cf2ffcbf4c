#pragma once

#include "docket/simulation/gateways/delayed_calls.hpp"
#include "docket/simulation/gateways/fault_plan.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace docket {

// How the answers to one call come back to the caller: at once, late, twice or never. Tells nothing once the
// gateway is gone. No lock may be held: `told` may call the gateway.
template <class Answer>
class telling {
public:
  telling(std::weak_ptr<delayed_calls> calls, std::weak_ptr<const void> gateway, const call_fate& fate,
          std::function<void(Answer)> told)
      : calls_(std::move(calls)),
        gateway_(std::move(gateway)),
        fate_(fate),
        told_(std::move(told)) {}

  void operator()(const Answer& answer) const {
    if (fate_.lost_after_effect) return;
    if (fate_.late_by.count() == 0) {
      told_(answer);
    } else {
      tell_after(fate_.late_by, answer);
    }
    if (fate_.told_twice) tell_after(fate_.late_by + fate_.again_after, answer);
  }

private:
  void tell_after(std::chrono::milliseconds delay, const Answer& answer) const {
    if (const auto calls = calls_.lock())
      calls->after(delay, [gateway = gateway_, told = told_, answer] {
        if (const auto alive = gateway.lock()) told(answer);
      });
  }

  std::weak_ptr<delayed_calls> calls_; // Weakly: what is told later waits in there.
  std::weak_ptr<const void> gateway_;
  call_fate fate_;
  std::function<void(Answer)> told_;
};

} // namespace docket
