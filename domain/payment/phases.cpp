#include "docket/domain/payment/phases.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/domain/payment/rejections.hpp"

namespace docket {

refusal unless_absent(const payment_state& state, const payment_id& payment) {
  if (std::holds_alternative<no_payment>(state)) return {};
  return refuse::payment_already_requested(payment);
}

refusal unless_authorisable(const payment_state& state, const payment_id& payment) {
  if (std::holds_alternative<authorised_payment>(state)) return refuse::payment_already_authorised(state);
  return unless_still_open(state, payment);
}

refusal unless_capturable(const payment_state& state, const payment_id& payment) {
  if (std::holds_alternative<declined_payment>(state)) return {};
  if (std::holds_alternative<voided_payment>(state)) return {};
  return unless_still_open(state, payment);
}

refusal unless_still_open(const payment_state& state, const payment_id& payment) {
  return std::visit(
      overloaded{
          [&](const no_payment&) -> refusal { return refuse::payment_not_found(payment); },
          [](const requested_payment&) -> refusal { return {}; },
          [](const authorised_payment&) -> refusal { return {}; },
          [&](const captured_payment&) -> refusal { return refuse::payment_already_captured(state); },
          [&](const refunded_payment&) -> refusal { return refuse::payment_already_captured(state); },
          [&](const declined_payment&) -> refusal { return refuse::payment_already_declined(state); },
          [&](const voided_payment&) -> refusal { return refuse::payment_already_voided(state); },
      },
      state);
}

refusal unless_captured(const payment_state& state, const payment_id& payment) {
  return std::visit(
      overloaded{
          [&](const no_payment&) -> refusal { return refuse::payment_not_found(payment); },
          [&](const requested_payment&) -> refusal { return refuse::payment_not_captured(state); },
          [&](const authorised_payment&) -> refusal { return refuse::payment_not_captured(state); },
          [](const captured_payment&) -> refusal { return {}; },
          [&](const refunded_payment&) -> refusal { return refuse::payment_already_refunded(state); },
          [&](const declined_payment&) -> refusal { return refuse::payment_not_captured(state); },
          [&](const voided_payment&) -> refusal { return refuse::payment_not_captured(state); },
      },
      state);
}

} // namespace docket
