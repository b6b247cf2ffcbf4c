#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <string_view>
#include <variant>
#include <vector>

// What a payment is after its events. A variant of phases; each carries only what is valid in it.
namespace docket {

struct payment_refund {
  refund_id id;
  amount refunded;
  text reference;
  timestamp refunded_at;

  friend bool operator==(const payment_refund&, const payment_refund&) = default;
};

// What every payment has from its request on.
struct payment_content {
  order_id order;
  amount total;
  docket::currency currency;
  text method; // Empty when none was stated.
  timestamp requested_at;
  timestamp updated_at; // When its last event happened.

  friend bool operator==(const payment_content&, const payment_content&) = default;
};

struct no_payment { // Before the first event.
  friend bool operator==(const no_payment&, const no_payment&) = default;
};

struct requested_payment : payment_content {
  friend bool operator==(const requested_payment&, const requested_payment&) = default;
};

struct authorised_payment : payment_content {
  text reference;
  timestamp authorised_at;

  friend bool operator==(const authorised_payment&, const authorised_payment&) = default;
};

// From its capture on there is money that we have, or had.
struct captured_content : payment_content {
  amount captured;
  text reference; // Of the capture.
  std::vector<payment_refund> refunds;
  timestamp captured_at;

  friend bool operator==(const captured_content&, const captured_content&) = default;
};

struct captured_payment : captured_content { // Some of it, or all, is still ours.
  friend bool operator==(const captured_payment&, const captured_payment&) = default;
};

struct refunded_payment : captured_content { // All of it was given back.
  friend bool operator==(const refunded_payment&, const refunded_payment&) = default;
};

struct declined_payment : payment_content {
  text reason;
  timestamp declined_at;

  friend bool operator==(const declined_payment&, const declined_payment&) = default;
};

struct voided_payment : payment_content {
  text reason;
  timestamp voided_at;

  friend bool operator==(const voided_payment&, const voided_payment&) = default;
};

using payment_state = std::variant<no_payment, requested_payment, authorised_payment, captured_payment,
                                   refunded_payment, declined_payment, voided_payment>;

// "requested", "authorised", "captured", "refunded", "declined", "voided"; "none" before the first event.
[[nodiscard]] std::string_view phase_name(const payment_state& state) noexcept;

// The parts that most phases share; null where the phase has none.
[[nodiscard]] const payment_content* content_of(const payment_state& state) noexcept;
[[nodiscard]] const captured_content* capture_of(const payment_state& state) noexcept;

// What we hold of the customer's money: zero before a capture. Never negative where decisions made the
// events.
[[nodiscard]] amount captured_less_refunded(const payment_state& state) noexcept;

} // namespace docket
