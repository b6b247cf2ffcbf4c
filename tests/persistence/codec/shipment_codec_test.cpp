#include "docket/persistence/codec/shipment_codec.hpp"

#include "codec/coding.hpp"

#include <vector>

using namespace docket;
using Catch::Matchers::Contains;

namespace {

const shipment_id s1{"order-001"};
const order_id o1{"order-001"};
const shipment_line widgets{product_id{"widget"}, quantity{2}};
const shipment_line gadget{product_id{"gadget"}, quantity{1}};
const timestamp noon{1'772'366'400'000'000};

std::uint64_t of(const shipment_command& command) {
  return codec<shipment>::fingerprint(command, std::nullopt);
}

std::vector<shipment_command> commands() {
  return {request_shipment{s1, o1, {widgets, gadget}},
          request_shipment{shipment_id{"s-2"}, o1, {widgets, gadget}},
          request_shipment{s1, order_id{"o-2"}, {widgets, gadget}},
          request_shipment{s1, o1, {gadget, widgets}},
          request_shipment{s1, o1, {widgets}},
          request_shipment{s1, o1, {{widgets.product, quantity{3}}, gadget}},
          dispatch_shipment{s1, "UPS", "1Z", noon},
          dispatch_shipment{s1, "DHL", "1Z", noon},
          dispatch_shipment{s1, "UPS", "2Z", noon},
          dispatch_shipment{s1, "UPS", "1Z", std::nullopt},
          dispatch_shipment{s1, "UPS1", "Z", noon}, // Text cannot flow from one field into the next.
          deliver_shipment{s1},
          deliver_shipment{shipment_id{"s-2"}},
          fail_shipment{s1, "lost"},
          fail_shipment{s1, ""}};
}

} // namespace

TEST_CASE("a shipment's data of another form is refused, and the field named") {
  CHECK_THAT(refusal<shipment>("ShipmentRequested", R"({"lines":[]})"),
             Contains("orderId") && Contains("missing"));
  CHECK_THAT(refusal<shipment>("ShipmentRequested", R"({"orderId":"o","lines":[{"productId":"p"}]})"),
             Contains("lines[0].quantity"));
  CHECK_THAT(refusal<shipment>("ShipmentRequested",
                               R"({"orderId":"o","lines":[{"productId":"p","quantity":1,"name":"n"}]})"),
             Contains("name") && Contains("lines[0]"));
  CHECK_THAT(refusal<shipment>("ShipmentRequested", R"({"orderId":"o","lines":{}})"), Contains("lines"));
  CHECK_THAT(refusal<shipment>("ShipmentDispatched", R"({"carrier":"UPS"})"), Contains("trackingNumber"));
  CHECK_THAT(refusal<shipment>("ShipmentDispatched",
                               R"({"carrier":"UPS","trackingNumber":"1Z","estimatedDelivery":"tomorrow"})"),
             Contains("estimatedDelivery"));
  CHECK_THAT(refusal<shipment>("ShipmentDelivered", R"({"at":"noon"})"),
             Contains("at") && Contains("unknown"));
  CHECK_THAT(refusal<shipment>("OrderShipped", "{}"), Contains("unknown")); // That is an order's.
}

// Fingerprints are stored in logs: if one of these changes, repeats of old commands are refused as reused
// ids.
TEST_CASE("the fingerprints of a shipment's commands stay what they were") {
  CHECK(of(request_shipment{s1, o1, {widgets, gadget}}) == 0x1ae7c1166ba3c950);
  CHECK(of(dispatch_shipment{s1, "UPS", "1Z", noon}) == 0x986778ef8f708cf2);
  CHECK(of(deliver_shipment{s1}) == 0x388b75cbc1340f2a);
  CHECK(of(fail_shipment{s1, "lost"}) == 0xe4d91f1fb28d21ee);
}

TEST_CASE("every kind and every field of a shipment's commands counts, and the stated time") {
  check_fingerprints_differ<shipment>(commands());
}

// A snapshot that another docket wrote with the same snapshot_format is read, so its form stays what it was.
TEST_CASE("a shipment's snapshot stays what it was, byte for byte") {
  failed_shipment s;
  static_cast<shipment_content&>(s) = {o1, {widgets}, timestamp{1}, timestamp{3}};
  s.dispatch = shipment_dispatch{"UPS", "1Z", timestamp{9}, timestamp{2}};
  s.reason = "lost";
  s.failed_at = timestamp{3};
  CHECK(codec<shipment>::encode_state(s) ==
        R"({"phase":"failed","orderId":"order-001","lines":[{"productId":"widget","quantity":2}],)"
        R"("requestedAt":1,"updatedAt":3,"dispatch":{"carrier":"UPS","trackingNumber":"1Z",)"
        R"("estimatedDelivery":9,"dispatchedAt":2},"reason":"lost","failedAt":3})");
}

TEST_CASE("a shipment on its way needs to say who has it") {
  const auto decoded = codec<shipment>::decode_state(
      R"({"phase":"dispatched","orderId":"o","lines":[],"requestedAt":1,"updatedAt":3})");
  REQUIRE_FALSE(decoded);
  CHECK_THAT(decoded.error().message, Contains("dispatch") && Contains("missing"));
}
