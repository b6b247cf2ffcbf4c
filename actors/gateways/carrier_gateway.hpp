#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/shipment/state.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace docket {

// What a carrier is asked for; see payment_call about keys.
struct carrier_call {
  text key;
  shipment_id shipment;
  order_id order;
  std::vector<shipment_line> lines; // What is in the parcel.
  text traceparent{};               // As payment_call's.
};

// What a carrier tells of a shipment.
struct carrier_answer {
  enum class kind {
    dispatched, // It is on its way.
    delivered,  // It has arrived.
    refused,    // The carrier does not take it; `reason` says why.
    recalled,   // To a recall: it does not go out, or comes back.
    failed,     // Nobody knows or it did not work this time; it will be asked again.
  };
  kind what = kind::failed;
  text carrier{};         // Set for dispatched.
  text tracking_number{}; // Set for dispatched.
  std::optional<timestamp> estimated_delivery{};
  text reason{}; // For people.
};

// The port to a carrier. The rules are those of payment_gateway. `told` may be called many times: once when
// the parcel is on its way, once more when it has arrived. Asked again with the same key, a carrier tells all
// that has happened to the shipment so far.
class carrier_gateway {
public:
  using callback = std::function<void(carrier_answer)>;

  virtual ~carrier_gateway() = default;

  virtual void dispatch(const carrier_call& call, callback told) = 0;
  // Stops the shipment: it must not go out, or come back if it has. When it is too late, `dispatched` and
  // then `delivered`: whoever asks may have heard of neither.
  virtual void recall(const carrier_call& call, callback told) = 0;
};

} // namespace docket
