#include "docket/simulation/gateways/simulated_carrier_gateway.hpp"

#include "docket/simulation/gateways/incoming_calls.hpp"
#include "docket/simulation/gateways/telling.hpp"

#include <exception>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace docket {

namespace {

using answers = std::vector<carrier_answer>;

carrier_answer failed(const char* reason) { return {.what = carrier_answer::kind::failed, .reason = reason}; }

void require_complete(const carrier_call& call) {
  if (call.shipment.empty() || call.order.empty())
    throw std::invalid_argument{"a carrier call needs a shipment and an order"};
}

carrier_answer answer_of(gateway_effect effect, const text& tracking_number, const text& reason = {}) {
  switch (effect) {
  case gateway_effect::dispatched:
    return {.what = carrier_answer::kind::dispatched,
            .carrier = "Simulated Parcels",
            .tracking_number = tracking_number};
  case gateway_effect::delivered: return {.what = carrier_answer::kind::delivered};
  case gateway_effect::refused: return {.what = carrier_answer::kind::refused, .reason = reason};
  case gateway_effect::recalled: return {.what = carrier_answer::kind::recalled};
  case gateway_effect::authorised:
  case gateway_effect::captured:
  case gateway_effect::declined:
  case gateway_effect::voided:
  case gateway_effect::too_late:
  case gateway_effect::refunded: break;
  }
  throw std::logic_error{"no effect on a shipment"};
}

} // namespace

class simulated_carrier_gateway::desk : public std::enable_shared_from_this<desk> {
public:
  desk(const simulated_gateway_options& options, std::shared_ptr<gateway_ledger> ledger,
       std::shared_ptr<delayed_calls> calls)
      : incoming_(options),
        transit_(options.transit_ms),
        ledger_(std::move(ledger)),
        calls_(std::move(calls)) {}

  void take(gateway_operation operation, const carrier_call& call, callback told) {
    require_complete(call);
    const auto fate = incoming_.take(call.order, call.key);
    if (fate.lost_before_effect) return;
    const telling<carrier_answer> tell{calls_, weak_from_this(), fate, std::move(told)};
    calls_->after(fate.latency, [weak = weak_from_this(), operation, call, fate, tell] {
      const auto self = weak.lock();
      if (!self) return;
      if (fate.fails) return tell(failed("out of order for the moment"));
      self->answer(operation, call, tell);
    });
  }

private:
  void answer(gateway_operation operation, const carrier_call& call, const telling<carrier_answer>& tell) {
    const auto so_far = carry_out(operation, call);
    for (const auto& answer : so_far)
      tell(answer);
    if (so_far.back().what == carrier_answer::kind::dispatched) expect_arrival(call, tell);
  }

  void expect_arrival(const carrier_call& call, const telling<carrier_answer>& tell) {
    calls_->after(transit_, [weak = weak_from_this(), call, tell] {
      const auto self = weak.lock();
      if (self && self->arrive(call)) tell(answer_of(gateway_effect::delivered, {}));
    });
  }

  // Runs where delayed calls are made, so it does not throw: what cannot be written down has not happened.
  answers carry_out(gateway_operation operation, const carrier_call& call) {
    try {
      const std::lock_guard lock{mutex_};
      const auto earlier = ledger_->effects_of(call.key);
      if (!earlier.empty() &&
          (earlier.front().operation != operation || earlier.front().shipment != call.shipment))
        return {failed("the key was used for something else")};
      if (operation == gateway_operation::recall) return recall(call);
      return dispatch(call, earlier);
    } catch (const std::exception& error) {
      return {failed(error.what())};
    }
  }

  // All that has happened so far, in its order.
  answers dispatch(const carrier_call& call, const std::vector<ledger_entry>& earlier) {
    const auto first = earlier.empty() ? try_to_dispatch(call) : earlier.front();
    answers so_far{answer_of(first.effect, first.reference, first.reason)};
    const auto last = *ledger_->last_effect(call.shipment);
    if (first.effect == gateway_effect::dispatched && last != first.effect)
      so_far.push_back(answer_of(last, first.reference));
    return so_far;
  }

  ledger_entry try_to_dispatch(const carrier_call& call) {
    if (ledger_->last_effect(call.shipment) == gateway_effect::recalled)
      return record(gateway_operation::dispatch, call, gateway_effect::refused, "recalled");
    if (incoming_.plan().refuses(call.shipment.view()))
      return record(gateway_operation::dispatch, call, gateway_effect::refused, "not carried");
    return record(gateway_operation::dispatch, call, gateway_effect::dispatched);
  }

  // Whoever calls a parcel back may not have heard that it ever went out.
  answers recall(const carrier_call& call) {
    const auto last = ledger_->last_effect(call.shipment);
    if (last == gateway_effect::delivered)
      return {answer_of(gateway_effect::dispatched, tracking_number_of(call.shipment)),
              answer_of(gateway_effect::delivered, {})};
    if (last != gateway_effect::recalled) record(gateway_operation::recall, call, gateway_effect::recalled);
    return {answer_of(gateway_effect::recalled, {})};
  }

  // Whether the parcel has arrived: it may have been recalled on its way.
  bool arrive(const carrier_call& call) {
    try {
      const std::lock_guard lock{mutex_};
      if (ledger_->last_effect(call.shipment) == gateway_effect::dispatched)
        record(gateway_operation::dispatch, call, gateway_effect::delivered);
      return ledger_->last_effect(call.shipment) == gateway_effect::delivered;
    } catch (const std::exception&) {
      return false; // Still on its way, as far as the books go; asked again, it arrives later.
    }
  }

  [[nodiscard]] text tracking_number_of(const shipment_id& shipment) const {
    return text{"SIM" + incoming_.plan().reference_to(shipment.view())};
  }

  ledger_entry record(gateway_operation operation, const carrier_call& call, gateway_effect effect,
                      text reason = {}) {
    return ledger_->record({.key = call.key,
                            .operation = operation,
                            .shipment = call.shipment,
                            .order = call.order,
                            .effect = effect,
                            .reference = tracking_number_of(call.shipment),
                            .reason = std::move(reason)});
  }

  incoming_calls incoming_;
  const std::chrono::milliseconds transit_;
  const std::shared_ptr<gateway_ledger> ledger_;
  const std::shared_ptr<delayed_calls> calls_;
  std::mutex mutex_; // From reading the ledger to writing what follows from it.
};

simulated_carrier_gateway::simulated_carrier_gateway(const simulated_gateway_options& options,
                                                     std::shared_ptr<gateway_ledger> ledger,
                                                     std::shared_ptr<delayed_calls> calls)
    : desk_(std::make_shared<desk>(options, std::move(ledger), std::move(calls))) {}

simulated_carrier_gateway::~simulated_carrier_gateway() = default;

// Keeps the desk for as long as it runs: an answer may come, and destroy this, before it returns.
void simulated_carrier_gateway::take(gateway_operation operation, const carrier_call& call, callback told) {
  const auto kept = desk_;
  kept->take(operation, call, std::move(told));
}

void simulated_carrier_gateway::dispatch(const carrier_call& call, callback told) {
  take(gateway_operation::dispatch, call, std::move(told));
}

void simulated_carrier_gateway::recall(const carrier_call& call, callback told) {
  take(gateway_operation::recall, call, std::move(told));
}

} // namespace docket
