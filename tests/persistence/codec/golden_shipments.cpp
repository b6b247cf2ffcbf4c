#include "docket/domain/shipment/shipment.hpp"

#include "codec/golden_events.hpp"

namespace docket {

template <>
std::map<std::string, shipment_event> golden_events<shipment>() {
  return {
      {"ShipmentRequested.v1",
       shipment_requested{order_id{"order-001"},
                          {{product_id{"widget"}, quantity{2}}, {product_id{"gadget"}, quantity{1}}}}},
      {"ShipmentDispatched.v1",
       shipment_dispatched{"UPS", "1Z999AA10123456784", timestamp{1'772'618'400'123'456}}},
      {"ShipmentDelivered.v1", shipment_delivered{}},
      {"ShipmentFailed.v1", shipment_failed{"address unknown"}},
  };
}

} // namespace docket
