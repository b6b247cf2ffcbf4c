#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/text.hpp"

#include <variant>

// What happened to a payment. Facts: never refused, never changed. Which payment and when stands beside the
// event, not in it.
namespace docket {

struct payment_requested {
  order_id order;
  amount total;
  docket::currency currency;
  text method; // Empty when none was stated.

  friend bool operator==(const payment_requested&, const payment_requested&) = default;
};

struct payment_authorised {
  text reference; // The provider's; empty when it gave none. So below.

  friend bool operator==(const payment_authorised&, const payment_authorised&) = default;
};

struct payment_captured {
  amount captured;           // All of the payment's total.
  docket::currency currency; // The payment's, so that the event can be written down by itself.
  text reference;

  friend bool operator==(const payment_captured&, const payment_captured&) = default;
};

struct payment_declined {
  text reason;

  friend bool operator==(const payment_declined&, const payment_declined&) = default;
};

struct payment_voided {
  text reason;

  friend bool operator==(const payment_voided&, const payment_voided&) = default;
};

struct payment_refunded {
  refund_id refund;
  amount refunded;
  docket::currency currency;
  text reference;

  friend bool operator==(const payment_refunded&, const payment_refunded&) = default;
};

using payment_event = std::variant<payment_requested, payment_authorised, payment_captured, payment_declined,
                                   payment_voided, payment_refunded>;

} // namespace docket
