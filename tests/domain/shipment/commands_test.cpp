#include "shipment/samples.hpp"

using namespace docket;
using namespace docket::testing::shipments;

TEST_CASE(
    "a shipment's commands have stable names, know their shipment, and only the request begins a stream") {
  const std::vector<std::pair<shipment_command, std::string_view>> every_command{
      {requesting(), "requestShipment"},
      {dispatching(), "dispatchShipment"},
      {delivering(), "deliverShipment"},
      {failing("lost"), "failShipment"},
  };
  CHECK(every_command.size() == std::variant_size_v<shipment_command>);
  CHECK(shipment::stream_type == "shipment");
  for (const auto& [command, name] : every_command) {
    CHECK(command_name(command) == name);
    CHECK(target(command) == shipment_1);
    CHECK(shipment::id_of(command) == "ship-1");
    CHECK(shipment::begins_stream(command) == (name == "requestShipment"));
  }
}
