#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/shipment/line.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <optional>
#include <variant>
#include <vector>

// What happened to a shipment. Facts: never refused, never changed. Which shipment and when stands beside the
// event, not in it.
namespace docket {

struct shipment_requested {
  order_id order;
  std::vector<shipment_line> lines;

  friend bool operator==(const shipment_requested&, const shipment_requested&) = default;
};

struct shipment_dispatched {
  text carrier;
  text tracking_number;
  std::optional<timestamp> estimated_delivery;

  friend bool operator==(const shipment_dispatched&, const shipment_dispatched&) = default;
};

struct shipment_delivered {
  friend bool operator==(const shipment_delivered&, const shipment_delivered&) = default;
};

struct shipment_failed {
  text reason; // Empty when none was stated.

  friend bool operator==(const shipment_failed&, const shipment_failed&) = default;
};

using shipment_event =
    std::variant<shipment_requested, shipment_dispatched, shipment_delivered, shipment_failed>;

} // namespace docket
