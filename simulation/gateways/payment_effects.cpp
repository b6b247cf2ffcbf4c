#include "docket/simulation/gateways/payment_effects.hpp"

#include <stdexcept>

namespace docket {

namespace {

constexpr payment_effect declined(std::string_view reason) { return {gateway_effect::declined, reason}; }

bool is_in_another_currency(const payment_call& call, const payment_totals& totals) {
  return !totals.currency.code().empty() && totals.currency != call.currency;
}

payment_effect authorise(const payment_call& call, const payment_totals& totals, bool provider_declines) {
  if (totals.voided) return declined("voided");
  if (call.sum <= amount{0}) return declined("not a positive sum");
  if (is_in_another_currency(call, totals)) return declined("another currency");
  if (provider_declines) return declined("insufficient funds");
  return {gateway_effect::authorised};
}

// What is captured already does not matter: a second key is a second charge, as the provider was asked for.
payment_effect capture(const payment_call& call, const payment_totals& totals, bool provider_declines) {
  if (const auto refused = authorise(call, totals, provider_declines);
      refused.what == gateway_effect::declined)
    return refused;
  if (totals.authorised > amount{0} && call.sum > totals.authorised)
    return declined("more than was authorised");
  return {gateway_effect::captured};
}

payment_effect void_payment(const payment_totals& totals) {
  return {totals.captured > amount{0} ? gateway_effect::too_late : gateway_effect::voided};
}

payment_effect refund(const payment_call& call, const payment_totals& totals) {
  if (call.sum <= amount{0}) return declined("not a positive sum");
  if (is_in_another_currency(call, totals)) return declined("another currency");
  const amount left{totals.captured.minor_units - totals.refunded.minor_units};
  if (call.sum > left) return declined("more than is left of what was captured");
  return {gateway_effect::refunded};
}

payment_answer::kind kind_for(gateway_effect effect) {
  switch (effect) {
  case gateway_effect::authorised:
  case gateway_effect::captured:
  case gateway_effect::voided:
  case gateway_effect::refunded: return payment_answer::kind::done;
  case gateway_effect::declined: return payment_answer::kind::declined;
  case gateway_effect::too_late: return payment_answer::kind::captured;
  case gateway_effect::dispatched:
  case gateway_effect::delivered:
  case gateway_effect::refused:
  case gateway_effect::recalled: break;
  }
  throw std::logic_error{"no effect on a payment"};
}

} // namespace

payment_effect effect_of(gateway_operation operation, const payment_call& call, const payment_totals& totals,
                         bool provider_declines) {
  switch (operation) {
  case gateway_operation::authorise: return authorise(call, totals, provider_declines);
  case gateway_operation::capture: return capture(call, totals, provider_declines);
  case gateway_operation::void_payment: return void_payment(totals);
  case gateway_operation::refund: return refund(call, totals);
  case gateway_operation::dispatch:
  case gateway_operation::recall: break;
  }
  throw std::logic_error{"no operation on a payment"};
}

payment_answer answer_for(const ledger_entry& effect) {
  return {kind_for(effect.effect), effect.reference, effect.reason};
}

} // namespace docket
