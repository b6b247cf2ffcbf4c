#pragma once

#include "docket/domain/fulfilment/commands.hpp"
#include "docket/domain/fulfilment/steps.hpp"
#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

// Where a fulfilment stands: what it knows to be done, and what it waits for.
namespace docket {

enum class line_standing : std::uint8_t { untouched, reserved, shipped, released };
enum class payment_standing : std::uint8_t { none, authorised, captured, declined, voided, refunded };
enum class shipment_standing : std::uint8_t { none, dispatched, delivered, failed };
enum class order_standing : std::uint8_t { placed, paid, confirmed, shipped, delivered, cancelled };

struct fulfilment_line : fulfilment_item {
  line_standing standing = line_standing::untouched;

  friend bool operator==(const fulfilment_line&, const fulfilment_line&) = default;
};

// A step that people gave up; it is not begun again.
struct given_up_step {
  step_kind kind{};
  product_id product{};

  friend bool operator==(const given_up_step&, const given_up_step&) = default;
};

// What every fulfilment has from its beginning on.
struct fulfilment_content {
  text process;
  fulfilment_flow flow{};
  docket::currency currency;
  amount total;
  text method;
  std::vector<fulfilment_line> lines;
  order_standing order = order_standing::placed;
  bool order_took_payment = false; // The order holds the payment in its books.
  bool order_took_refund = false;  // And that it was given back.
  bool payment_asked = false;      // The provider was asked for money: something may have been taken.
  payment_standing payment = payment_standing::none;
  shipment_standing shipment = shipment_standing::none;
  std::int32_t shipment_step = 0; // The step whose key names the shipment to the carrier.
  parcel sent{};                  // Set once dispatched.
  std::vector<open_step> open;    // By number.
  std::int32_t steps = 0;         // How many were opened so far.
  timestamp started_at;
  timestamp updated_at;
  timestamp alarm; // See agenda::alarm.

  friend bool operator==(const fulfilment_content&, const fulfilment_content&) = default;
};

struct no_fulfilment {
  friend bool operator==(const no_fulfilment&, const no_fulfilment&) = default;
};

struct running_fulfilment : fulfilment_content {
  friend bool operator==(const running_fulfilment&, const running_fulfilment&) = default;
};

// What was done is being undone.
struct compensating_fulfilment : fulfilment_content {
  text reason;
  bool abandoned = false; // By people; then some steps may be given up.
  std::vector<given_up_step> given_up;

  friend bool operator==(const compensating_fulfilment&, const compensating_fulfilment&) = default;
};

// Waits for people: a step does not succeed.
struct parked_fulfilment {
  std::variant<running_fulfilment, compensating_fulfilment> before;
  std::int32_t number = 0; // Of the step.
  text problem;
  timestamp parked_at;

  friend bool operator==(const parked_fulfilment&, const parked_fulfilment&) = default;
};

struct completed_fulfilment : fulfilment_content {
  friend bool operator==(const completed_fulfilment&, const completed_fulfilment&) = default;
};

// Ended with everything undone; or, abandoned, with what could be.
struct compensated_fulfilment : compensating_fulfilment {
  friend bool operator==(const compensated_fulfilment&, const compensated_fulfilment&) = default;
};

using fulfilment_state = std::variant<no_fulfilment, running_fulfilment, compensating_fulfilment,
                                      parked_fulfilment, completed_fulfilment, compensated_fulfilment>;

// "none", "running", "compensating", "parked", "completed", "compensated", or "abandoned" for one that ended
// after people gave it up.
[[nodiscard]] std::string_view phase_name(const fulfilment_state& state) noexcept;

// Null before the beginning.
[[nodiscard]] const fulfilment_content* content_of(const fulfilment_state& state) noexcept;
// Why it is being or was undone; null for one that is not.
[[nodiscard]] const compensating_fulfilment* compensation_of(const fulfilment_state& state) noexcept;

[[nodiscard]] const open_step* find_open(const fulfilment_content& content, std::int32_t number) noexcept;

// When the earliest of its steps is due or to be given up; nothing without open steps.
[[nodiscard]] std::optional<timestamp> next_due(const fulfilment_content& content) noexcept;

} // namespace docket
