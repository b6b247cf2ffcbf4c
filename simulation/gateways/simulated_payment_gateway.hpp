#pragma once

#include "docket/actors/gateways/payment_gateway.hpp"
#include "docket/simulation/gateways/delayed_calls.hpp"
#include "docket/simulation/gateways/gateway_ledger.hpp"
#include "docket/simulation/gateways/simulated_gateway_options.hpp"

#include <memory>

namespace docket {

// A payment provider that goes wrong as its options say, and keeps a ledger of what it did. Calls take effect
// after their latency, once a key; asked again, it answers as the ledger has it, also after a restart. Once
// voided, a payment is never authorised or captured. A second capture under another key charges twice, as it
// was asked to. A call without key, payment, order or currency throws std::invalid_argument, one for a
// poisoned order std::runtime_error. Thread-safe; may be destroyed while calls are under way: they come to
// nothing and are not answered.
class simulated_payment_gateway final : public payment_gateway {
public:
  // Throws std::invalid_argument for options that make no sense.
  simulated_payment_gateway(const simulated_gateway_options& options, std::shared_ptr<gateway_ledger> ledger,
                            std::shared_ptr<delayed_calls> calls);
  ~simulated_payment_gateway() override;

  void authorise(const payment_call& call, callback done) override;
  void capture(const payment_call& call, callback done) override;
  void void_payment(const payment_call& call, callback done) override;
  void refund(const payment_call& call, callback done) override;

private:
  class desk;

  void take(gateway_operation operation, const payment_call& call, callback done);

  std::shared_ptr<desk> desk_; // Delayed calls hold it weakly.
};

} // namespace docket
