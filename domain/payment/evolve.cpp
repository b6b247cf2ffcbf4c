#include "docket/domain/overloaded.hpp"
#include "docket/domain/payment/payment.hpp"

#include <utility>

// One overload of apply for each event. An event that its phase does not expect changes nothing.
namespace docket {

namespace {

void apply(payment_state& state, const payment_requested& event, timestamp at) {
  if (!std::holds_alternative<no_payment>(state)) return;
  state = requested_payment{{event.order, event.total, event.currency, event.method, at, at}};
}

void apply(payment_state& state, const payment_authorised& event, timestamp at) {
  auto* const payment = std::get_if<requested_payment>(&state);
  if (!payment) return;
  state = authorised_payment{std::move(*payment), event.reference, at};
}

void apply(payment_state& state, const payment_captured& event, timestamp at) {
  std::visit(overloaded{
                 [](no_payment&) {},
                 [&](payment_content& payment) {
                   state = captured_payment{{std::move(payment), event.captured, event.reference, {}, at}};
                 },
                 [](captured_content&) {},
             },
             state);
}

void decline(payment_state& state, payment_content& payment, const payment_declined& event, timestamp at) {
  state = declined_payment{std::move(payment), event.reason, at};
}

void apply(payment_state& state, const payment_declined& event, timestamp at) {
  if (auto* const requested = std::get_if<requested_payment>(&state))
    return decline(state, *requested, event, at);
  if (auto* const authorised = std::get_if<authorised_payment>(&state))
    return decline(state, *authorised, event, at);
}

void void_it(payment_state& state, payment_content& payment, const payment_voided& event, timestamp at) {
  state = voided_payment{std::move(payment), event.reason, at};
}

void apply(payment_state& state, const payment_voided& event, timestamp at) {
  if (auto* const requested = std::get_if<requested_payment>(&state))
    return void_it(state, *requested, event, at);
  if (auto* const authorised = std::get_if<authorised_payment>(&state))
    return void_it(state, *authorised, event, at);
}

void apply(payment_state& state, const payment_refunded& event, timestamp at) {
  auto* const payment = std::get_if<captured_payment>(&state);
  if (!payment) return;
  payment->refunds.push_back({event.refund, event.refunded, event.reference, at});
  if (captured_less_refunded(state) <= amount{}) state = refunded_payment{std::move(*payment)};
}

void note_update(payment_state& state, timestamp at) {
  std::visit(overloaded{[](no_payment&) {}, [&](payment_content& payment) { payment.updated_at = at; }},
             state);
}

} // namespace

payment_state evolve(payment_state&& state, const payment_event& event, timestamp occurred_at) {
  std::visit([&](const auto& happened) { apply(state, happened, occurred_at); }, event);
  note_update(state, occurred_at);
  return std::move(state);
}

} // namespace docket
