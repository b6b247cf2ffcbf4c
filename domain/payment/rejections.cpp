#include "docket/domain/payment/rejections.hpp"

#include "docket/domain/in_words.hpp"
#include "docket/domain/refused.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace docket::refuse {

rejection payment_already_requested(const payment_id& payment) {
  return {"payment_already_requested",
          fmt::format("Payment {} is requested already.", payment.view()),
          {{"payment", payment.str()}}};
}

rejection payment_not_found(const payment_id& payment) {
  return {"payment_not_found",
          fmt::format("There is no payment {}.", payment.view()),
          {{"payment", payment.str()}}};
}

rejection payment_already_authorised(const payment_state& state) {
  return because_of_phase("payment_already_authorised", "The payment is authorised already.",
                          phase_name(state));
}

rejection payment_already_captured(const payment_state& state) {
  return because_of_phase("payment_already_captured", "The payment is captured already: the money was taken.",
                          phase_name(state));
}

rejection payment_not_captured(const payment_state& state) {
  return because_of_phase("payment_not_captured",
                          "The payment is not captured, so there is nothing to give back.",
                          phase_name(state));
}

rejection payment_already_refunded(const payment_state& state) {
  return because_of_phase("payment_already_refunded", "All of the payment is given back already.",
                          phase_name(state));
}

rejection payment_already_declined(const payment_state& state) {
  return because_of_phase("payment_already_declined", "The payment is declined already.", phase_name(state));
}

rejection payment_already_voided(const payment_state& state) {
  return because_of_phase("payment_already_voided", "The payment is voided already.", phase_name(state));
}

rejection payment_total_not_positive(amount total, const currency& in) {
  return because_of_amount("payment_total_not_positive",
                           fmt::format("A payment of {} cannot be requested.", in_words(total, in)), total,
                           in);
}

rejection refund_already_made(const refund_id& refund) {
  return {"refund_already_made",
          fmt::format("Refund {} is made already.", refund.view()),
          {{"refund", refund.str()}}};
}

rejection refund_exceeds_captured(amount refunded, amount left, const currency& in) {
  return {"refund_exceeds_captured",
          fmt::format("{} is more than the {} that are left of what was captured.", in_words(refunded, in),
                      in_words(left, in)),
          {{"amount_left", format_amount(left, in)},
           {"amount", format_amount(refunded, in)},
           {"currency", std::string{in.code()}}}};
}

} // namespace docket::refuse
