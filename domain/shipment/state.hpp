#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/shipment/line.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

// What a shipment is after its events. A variant of phases; each carries only what is valid in it.
namespace docket {

// Who took it, and when.
struct shipment_dispatch {
  text carrier;
  text tracking_number;
  std::optional<timestamp> estimated_delivery;
  timestamp dispatched_at;

  friend bool operator==(const shipment_dispatch&, const shipment_dispatch&) = default;
};

// What every shipment has from its request on.
struct shipment_content {
  order_id order;
  std::vector<shipment_line> lines;
  timestamp requested_at;
  timestamp updated_at; // When its last event happened.

  friend bool operator==(const shipment_content&, const shipment_content&) = default;
};

struct no_shipment { // Before the first event.
  friend bool operator==(const no_shipment&, const no_shipment&) = default;
};

struct requested_shipment : shipment_content {
  friend bool operator==(const requested_shipment&, const requested_shipment&) = default;
};

struct dispatched_shipment : shipment_content {
  shipment_dispatch dispatch;

  friend bool operator==(const dispatched_shipment&, const dispatched_shipment&) = default;
};

struct delivered_shipment : shipment_content {
  shipment_dispatch dispatch;
  timestamp delivered_at;

  friend bool operator==(const delivered_shipment&, const delivered_shipment&) = default;
};

struct failed_shipment : shipment_content {
  std::optional<shipment_dispatch> dispatch; // Set when it was on its way and came back.
  text reason;                               // Empty when none was stated.
  timestamp failed_at;

  friend bool operator==(const failed_shipment&, const failed_shipment&) = default;
};

using shipment_state =
    std::variant<no_shipment, requested_shipment, dispatched_shipment, delivered_shipment, failed_shipment>;

// "requested", "dispatched", "delivered", "failed"; "none" before the first event.
[[nodiscard]] std::string_view phase_name(const shipment_state& state) noexcept;

// The parts that most phases share; null where the phase has none.
[[nodiscard]] const shipment_content* content_of(const shipment_state& state) noexcept;
[[nodiscard]] const shipment_dispatch* dispatch_of(const shipment_state& state) noexcept;

} // namespace docket
