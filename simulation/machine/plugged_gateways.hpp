#pragma once

#include "docket/actors/gateways/carrier_gateway.hpp"
#include "docket/actors/gateways/payment_gateway.hpp"

#include <memory>

namespace docket {

// The line from a machine to the world outside.
struct power_plug {
  bool connected = true;
};

// The gateways as one run of an engine reaches them: once its plug is pulled no call gets out and no answer
// gets in. The gateways themselves live on.
[[nodiscard]] std::shared_ptr<payment_gateway> plugged(std::shared_ptr<payment_gateway> outside,
                                                       std::shared_ptr<const power_plug> plug);
[[nodiscard]] std::shared_ptr<carrier_gateway> plugged(std::shared_ptr<carrier_gateway> outside,
                                                       std::shared_ptr<const power_plug> plug);

} // namespace docket
