#pragma once

#include "docket/actors/gateways/payment_gateway.hpp"
#include "docket/simulation/gateways/gateway_ledger.hpp"

#include <string_view>

namespace docket {

struct payment_effect {
  gateway_effect what{};
  std::string_view reason{}; // Static storage; of what was declined.
};

// What an operation does to a payment that has come to `totals`, by a provider that declines the payment or
// does not.
[[nodiscard]] payment_effect effect_of(gateway_operation operation, const payment_call& call,
                                       const payment_totals& totals, bool provider_declines);

// What is answered to a call that had this effect.
[[nodiscard]] payment_answer answer_for(const ledger_entry& effect);

} // namespace docket
