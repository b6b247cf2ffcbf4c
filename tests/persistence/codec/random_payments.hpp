#pragma once

#include "docket/domain/payment/payment.hpp"

#include "codec/random_values.hpp"

// Payments for properties.
namespace docket::random_values {

inline void fill(payment_content& s, at_random) {
  s = {*id<order_id>(), *any_amount(), *any_currency(), *words(), *any_time(), *any_time()};
}

inline void fill(captured_content& s, at_random) {
  fill(static_cast<payment_content&>(s), at_random{});
  s.captured = *any_amount();
  s.reference = *words();
  s.refunds = some(3, [] { return payment_refund{*id<refund_id>(), *any_amount(), *words(), *any_time()}; });
  s.captured_at = *any_time();
}

inline void fill(authorised_payment& s, at_random) {
  fill(static_cast<payment_content&>(s), at_random{});
  s.reference = *words();
  s.authorised_at = *any_time();
}

inline void fill(declined_payment& s, at_random) {
  fill(static_cast<payment_content&>(s), at_random{});
  s.reason = *words();
  s.declined_at = *any_time();
}

inline void fill(voided_payment& s, at_random) {
  fill(static_cast<payment_content&>(s), at_random{});
  s.reason = *words();
  s.voided_at = *any_time();
}

template <>
struct any<payment> {
  static payment_event event() {
    switch (*rc::gen::inRange(0, 6)) {
    case 0: return payment_requested{*id<order_id>(), *any_amount(), *any_currency(), *words()};
    case 1: return payment_authorised{*words()};
    case 2: return payment_captured{*any_amount(), *any_currency(), *words()};
    case 3: return payment_declined{*words()};
    case 4: return payment_voided{*words()};
    default: return payment_refunded{*id<refund_id>(), *any_amount(), *any_currency(), *words()};
    }
  }

  static payment_state state() {
    switch (*rc::gen::inRange(0, 6)) {
    case 0: return filled<requested_payment>();
    case 1: return filled<authorised_payment>();
    case 2: return filled<captured_payment>();
    case 3: return filled<refunded_payment>();
    case 4: return filled<declined_payment>();
    default: return filled<voided_payment>();
    }
  }
};

} // namespace docket::random_values
