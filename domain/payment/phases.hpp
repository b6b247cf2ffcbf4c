#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/payment/state.hpp"
#include "docket/domain/stated.hpp"

// Which phases let which command through: the first rules that every decision asks, whatever the command
// states. The table of it stands in README.md. Where nothing is refused, the payment is in the phase that the
// name says.
namespace docket {

[[nodiscard]] refusal unless_absent(const payment_state& state, const payment_id& payment);
[[nodiscard]] refusal unless_authorisable(const payment_state& state, const payment_id& payment);
// Whatever was heard before, money that was taken is money that was taken: only a repeat is refused.
[[nodiscard]] refusal unless_capturable(const payment_state& state, const payment_id& payment);
// Declined or voided: requested or authorised payments.
[[nodiscard]] refusal unless_still_open(const payment_state& state, const payment_id& payment);
[[nodiscard]] refusal unless_captured(const payment_state& state, const payment_id& payment);

} // namespace docket
