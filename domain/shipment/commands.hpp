#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/shipment/line.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

// What a shipment is told: that it is wanted, and then what became of it. A command may be refused; see
// shipment.hpp.
namespace docket {

struct request_shipment {
  shipment_id shipment;
  order_id order;
  std::vector<shipment_line> lines;
};

// The carrier has it.
struct dispatch_shipment {
  shipment_id shipment;
  text carrier;
  text tracking_number;
  std::optional<timestamp> estimated_delivery{};
};

// The customer has it.
struct deliver_shipment {
  shipment_id shipment;
};

// It does not go out, or comes back: the carrier refused it, or it was recalled.
struct fail_shipment {
  shipment_id shipment;
  text reason{}; // May be empty: a fact is not refused for want of words.
};

using shipment_command = std::variant<request_shipment, dispatch_shipment, deliver_shipment, fail_shipment>;

// The shipment that a command is for.
[[nodiscard]] const shipment_id& target(const shipment_command& command) noexcept;

// The command's stable name, as in command lines: "requestShipment", "dispatchShipment", ...
[[nodiscard]] std::string_view command_name(const shipment_command& command) noexcept;

} // namespace docket
