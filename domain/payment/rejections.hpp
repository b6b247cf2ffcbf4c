#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/payment/state.hpp"
#include "docket/domain/rejection.hpp"

// One function for each rule that refuses a payment's command, named as the rule is. README.md says which
// command meets which of them, and in which order. "refund_not_positive" is in ../refused.hpp.
namespace docket::refuse {

// Rules about where the payment stands.
[[nodiscard]] rejection payment_already_requested(const payment_id& payment);
[[nodiscard]] rejection payment_not_found(const payment_id& payment);
[[nodiscard]] rejection payment_already_authorised(const payment_state& state);
[[nodiscard]] rejection payment_already_captured(const payment_state& state);
[[nodiscard]] rejection payment_not_captured(const payment_state& state);
[[nodiscard]] rejection payment_already_refunded(const payment_state& state);
[[nodiscard]] rejection payment_already_declined(const payment_state& state);
[[nodiscard]] rejection payment_already_voided(const payment_state& state);

// Rules about amounts.
[[nodiscard]] rejection payment_total_not_positive(amount total, const currency& in);
[[nodiscard]] rejection refund_already_made(const refund_id& refund);
[[nodiscard]] rejection refund_exceeds_captured(amount refunded, amount left, const currency& in);

} // namespace docket::refuse
