#pragma once

#include "docket/domain/fulfilment/policy.hpp"
#include "docket/domain/fulfilment/steps.hpp"
#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

// What a fulfilment is told: events of its order, its payment and its shipment, answers to its steps, that
// its alarm rang, and what people want of it.
namespace docket {

struct fulfilment_item {
  product_id product;
  quantity pieces;

  friend bool operator==(const fulfilment_item&, const fulfilment_item&) = default;
};

struct parcel {
  text carrier;
  text tracking_number;
  std::optional<timestamp> estimated_delivery{};

  friend bool operator==(const parcel&, const parcel&) = default;
};

// The order was placed.
struct begin_fulfilment {
  order_id order;
  text process; // Names this process and, with a step's number, all that it sends: the event's id.
  fulfilment_flow flow{};
  docket::currency currency;
  amount total;
  text method; // How the customer wants to pay.
  std::vector<fulfilment_item> items;
};

// The order was cancelled, by whomever.
struct note_order_cancelled {
  order_id order;
  text reason;
};

// What the payment's stream says.
struct note_payment {
  enum class fact : std::uint8_t { authorised, captured, declined, voided, refunded };
  order_id order;
  fact what{};
  text reason{};
  amount refunded{}; // Of refunded: how much that was.
};

// What the shipment's stream says.
struct note_shipment {
  enum class fact : std::uint8_t { dispatched, delivered, failed };
  order_id order;
  fact what{};
  parcel sent{}; // Of dispatched.
  text reason{}; // Of failed.
};

// An order or a stock did what a step asked of it.
struct note_step_done {
  order_id order;
  std::int32_t number = 0;
};

// A rule of the order or the stock, or the outside, refused a step for good.
struct note_step_refused {
  order_id order;
  std::int32_t number = 0;
  text rule;
  text reason;
};

// An attempt came to nothing; another one may do better.
struct note_attempt_failed {
  order_id order;
  std::int32_t number = 0;
  std::int32_t attempt = 0;
  text problem;
};

// It is late: the alarm rang, or (`after_restart`) whoever was asked may have forgotten.
struct wake_fulfilment {
  order_id order;
  bool after_restart = false;
};

// People: go on with what is parked.
struct retry_fulfilment {
  order_id order;
};

// People: stop, and undo what can be undone.
struct abandon_fulfilment {
  order_id order;
  text reason;
};

using fulfilment_command = std::variant<begin_fulfilment, note_order_cancelled, note_payment, note_shipment,
                                        note_step_done, note_step_refused, note_attempt_failed,
                                        wake_fulfilment, retry_fulfilment, abandon_fulfilment>;

[[nodiscard]] const order_id& target(const fulfilment_command& command) noexcept;
[[nodiscard]] std::string_view command_name(const fulfilment_command& command) noexcept;

} // namespace docket
