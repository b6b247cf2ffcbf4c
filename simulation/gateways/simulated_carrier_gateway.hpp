#pragma once

#include "docket/actors/gateways/carrier_gateway.hpp"
#include "docket/simulation/gateways/delayed_calls.hpp"
#include "docket/simulation/gateways/gateway_ledger.hpp"
#include "docket/simulation/gateways/simulated_gateway_options.hpp"

#include <memory>

namespace docket {

// A carrier that goes wrong as its options say, and keeps a ledger of what it did. A parcel is dispatched
// after the call's latency and delivered `transit_ms` later, unless it is recalled before. An attempt's
// faults befall all that it is told: one whose answer is lost hears of no delivery either. After a restart a
// parcel that was on its way goes on when it is asked for again with its key, from the beginning of its
// transit. A shipment that was recalled is refused from then on. A second dispatch under another key sends a
// second parcel, as it was asked to. Throws and threads: as simulated_payment_gateway.
class simulated_carrier_gateway final : public carrier_gateway {
public:
  // Throws std::invalid_argument for options that make no sense.
  simulated_carrier_gateway(const simulated_gateway_options& options, std::shared_ptr<gateway_ledger> ledger,
                            std::shared_ptr<delayed_calls> calls);
  ~simulated_carrier_gateway() override;

  void dispatch(const carrier_call& call, callback told) override;
  void recall(const carrier_call& call, callback told) override;

private:
  class desk;

  void take(gateway_operation operation, const carrier_call& call, callback told);

  std::shared_ptr<desk> desk_; // Delayed calls hold it weakly.
};

} // namespace docket
