#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/order/personal.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <memory>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

// What an order is after its events. A variant of phases; each carries only what is valid in it, so that,
// say, the tracking number of an unpaid order cannot be asked for.
namespace docket {

struct order_line {
  product_id product;
  text name;
  quantity pieces;
  amount unit_price;

  friend bool operator==(const order_line&, const order_line&) = default;
};

struct order_payment {
  payment_id id;
  amount paid;
  text method;
  timestamp received_at;

  friend bool operator==(const order_payment&, const order_payment&) = default;
};

struct order_refund {
  refund_id id;
  amount refunded;
  timestamp recorded_at;

  friend bool operator==(const order_refund&, const order_refund&) = default;
};

// What every order has from its creation on.
struct order_content {
  customer_id customer;
  docket::currency currency;
  amount shipping_fee;
  std::shared_ptr<const personal_data> personal; // Null when nothing personal was stated.
  std::vector<order_line> lines;                 // In the order of their first addition.
  timestamp created_at;
  timestamp updated_at; // When its last event happened.

  friend bool operator==(const order_content& a, const order_content& b);
};

struct no_order { // Before the first event.
  friend bool operator==(const no_order&, const no_order&) = default;
};

struct pending_order : order_content { // Lines may still change.
  friend bool operator==(const pending_order&, const pending_order&) = default;
};

// From placing on the lines are frozen, so the total is too.
struct placed_content : order_content {
  amount total;
  std::vector<order_payment> payments;
  timestamp placed_at;

  friend bool operator==(const placed_content&, const placed_content&) = default;
};

struct placed_order : placed_content {
  friend bool operator==(const placed_order&, const placed_order&) = default;
};

struct paid_order : placed_content {
  friend bool operator==(const paid_order&, const paid_order&) = default;
};

struct confirmed_order : placed_content {
  friend bool operator==(const confirmed_order&, const confirmed_order&) = default;
};

struct shipped_content : placed_content {
  text tracking_number;
  text carrier;
  std::optional<timestamp> estimated_delivery;
  timestamp shipped_at;

  friend bool operator==(const shipped_content&, const shipped_content&) = default;
};

struct shipped_order : shipped_content {
  friend bool operator==(const shipped_order&, const shipped_order&) = default;
};

struct delivered_order : shipped_content {
  timestamp delivered_at;

  friend bool operator==(const delivered_order&, const delivered_order&) = default;
};

// Cancelled from whichever phase before shipping; what had been paid is due back.
struct cancelled_order : order_content {
  std::optional<amount> total; // Set when the order had been placed.
  std::vector<order_payment> payments;
  text reason;
  amount refund_due; // What is still due back: what was paid less what was refunded.
  std::vector<order_refund> refunds;
  timestamp cancelled_at;

  friend bool operator==(const cancelled_order&, const cancelled_order&) = default;
};

using order_state = std::variant<no_order, pending_order, placed_order, paid_order, confirmed_order,
                                 shipped_order, delivered_order, cancelled_order>;

// "pending", "placed", "paid", "confirmed", "shipped", "delivered", "cancelled"; "none" before the first
// event.
[[nodiscard]] std::string_view phase_name(const order_state& state) noexcept;

// The parts that most phases share; null where the phase has none.
[[nodiscard]] const order_content* content_of(const order_state& state) noexcept;
[[nodiscard]] const std::vector<order_payment>* payments_of(const order_state& state) noexcept;

// Lines and shipping fee. Decisions keep it within 64 bits, so on a state that events made it cannot
// overflow.
[[nodiscard]] amount total_of(const order_state& state) noexcept;
[[nodiscard]] amount amount_paid(const order_state& state) noexcept;

} // namespace docket
