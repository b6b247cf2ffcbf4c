#include "docket/domain/payment/payment.hpp"

#include "codec/golden_events.hpp"

namespace docket {

template <>
std::map<std::string, payment_event> golden_events<payment>() {
  const order_id order{"order-001"};
  return {
      {"PaymentRequested.v1", payment_requested{order, amount{10'997}, currency{"USD"}, "card"}},
      {"PaymentAuthorised.v1", payment_authorised{"auth-5f2c"}},
      {"PaymentCaptured.v1", payment_captured{amount{10'997}, currency{"JPY"}, "cap-81aa"}},
      {"PaymentDeclined.v1", payment_declined{"insufficient funds"}},
      {"PaymentVoided.v1", payment_voided{"order cancelled: \"changed my mind\""}},
      {"PaymentRefunded.v1", payment_refunded{refund_id{"ref-1"}, amount{5}, currency{"KWD"}, "rf-03"}},
  };
}

} // namespace docket
