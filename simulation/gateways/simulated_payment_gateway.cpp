#include "docket/simulation/gateways/simulated_payment_gateway.hpp"

#include "docket/simulation/gateways/incoming_calls.hpp"
#include "docket/simulation/gateways/payment_effects.hpp"
#include "docket/simulation/gateways/telling.hpp"

#include <exception>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace docket {

namespace {

payment_answer failed(const char* reason) { return {payment_answer::kind::failed, {}, reason}; }

void require_complete(const payment_call& call) {
  if (call.payment.empty() || call.order.empty() || call.currency.code().empty())
    throw std::invalid_argument{"a payment call needs a payment, an order and a currency"};
}

} // namespace

class simulated_payment_gateway::desk : public std::enable_shared_from_this<desk> {
public:
  desk(const simulated_gateway_options& options, std::shared_ptr<gateway_ledger> ledger,
       std::shared_ptr<delayed_calls> calls)
      : incoming_(options),
        ledger_(std::move(ledger)),
        calls_(std::move(calls)) {}

  void take(gateway_operation operation, const payment_call& call, callback done) {
    require_complete(call);
    const auto fate = incoming_.take(call.order, call.key);
    if (fate.lost_before_effect) return;
    telling<payment_answer> tell{calls_, weak_from_this(), fate, std::move(done)};
    calls_->after(fate.latency, [weak = weak_from_this(), operation, call, fate, tell = std::move(tell)] {
      const auto self = weak.lock();
      if (!self) return;
      tell(fate.fails ? failed("out of order for the moment") : self->carry_out(operation, call));
    });
  }

private:
  // Runs where delayed calls are made, so it does not throw: what cannot be written down has not happened.
  payment_answer carry_out(gateway_operation operation, const payment_call& call) {
    try {
      const std::lock_guard lock{mutex_};
      const auto earlier = ledger_->effects_of(call.key);
      if (earlier.empty()) return answer_for(have_effect(operation, call));
      if (earlier.front().operation != operation || earlier.front().payment != call.payment)
        return failed("the key was used for something else");
      return answer_for(earlier.front());
    } catch (const std::exception& error) {
      return failed(error.what());
    }
  }

  ledger_entry have_effect(gateway_operation operation, const payment_call& call) {
    const auto declines = incoming_.plan().declines(call.payment.view());
    const auto effect = effect_of(operation, call, ledger_->totals(call.payment), declines);
    return ledger_->record({.key = call.key,
                            .operation = operation,
                            .payment = call.payment,
                            .order = call.order,
                            .sum = call.sum,
                            .currency = call.currency,
                            .effect = effect.what,
                            .reference = "pay-" + incoming_.plan().reference_to(call.key.view()),
                            .reason = effect.reason});
  }

  incoming_calls incoming_;
  const std::shared_ptr<gateway_ledger> ledger_;
  const std::shared_ptr<delayed_calls> calls_;
  std::mutex mutex_; // From reading the ledger to writing what follows from it.
};

simulated_payment_gateway::simulated_payment_gateway(const simulated_gateway_options& options,
                                                     std::shared_ptr<gateway_ledger> ledger,
                                                     std::shared_ptr<delayed_calls> calls)
    : desk_(std::make_shared<desk>(options, std::move(ledger), std::move(calls))) {}

simulated_payment_gateway::~simulated_payment_gateway() = default;

// Keeps the desk for as long as it runs: an answer may come, and destroy this, before it returns.
void simulated_payment_gateway::take(gateway_operation operation, const payment_call& call, callback done) {
  const auto kept = desk_;
  kept->take(operation, call, std::move(done));
}

void simulated_payment_gateway::authorise(const payment_call& call, callback done) {
  take(gateway_operation::authorise, call, std::move(done));
}

void simulated_payment_gateway::capture(const payment_call& call, callback done) {
  take(gateway_operation::capture, call, std::move(done));
}

void simulated_payment_gateway::void_payment(const payment_call& call, callback done) {
  take(gateway_operation::void_payment, call, std::move(done));
}

void simulated_payment_gateway::refund(const payment_call& call, callback done) {
  take(gateway_operation::refund, call, std::move(done));
}

} // namespace docket
