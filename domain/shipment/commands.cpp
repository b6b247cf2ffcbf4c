#include "docket/domain/shipment/commands.hpp"

#include "docket/domain/overloaded.hpp"

namespace docket {

const shipment_id& target(const shipment_command& command) noexcept {
  return std::visit([](const auto& c) -> const shipment_id& { return c.shipment; }, command);
}

std::string_view command_name(const shipment_command& command) noexcept {
  using name = std::string_view;
  return std::visit(overloaded{
                        [](const request_shipment&) -> name { return "requestShipment"; },
                        [](const dispatch_shipment&) -> name { return "dispatchShipment"; },
                        [](const deliver_shipment&) -> name { return "deliverShipment"; },
                        [](const fail_shipment&) -> name { return "failShipment"; },
                    },
                    command);
}

} // namespace docket
