#include "precedence.hpp"
#include "shipment/samples.hpp"

#include <array>
#include <limits>
#include <utility>

// domain/shipment/README.md has the precedence as a table. Here each command is as wrong as it can be, is put
// right fault by fault, and meets the rules in that order.
using namespace docket;
using namespace docket::testing;
using namespace docket::testing::shipments;

namespace {

constexpr timestamp no_time{std::numeric_limits<std::int64_t>::max()};

const std::array<history, 6> phases{nothing(), requested(), dispatched(), delivered(), refused(), recalled()};

} // namespace

TEST_CASE("what a shipment's phase says comes before anything that the command states") {
  const std::string_view exists = "shipment_already_requested", absent = "shipment_not_found",
                         gone = "shipment_already_dispatched", not_gone = "shipment_not_dispatched",
                         there = "shipment_already_delivered", failed = "shipment_already_failed";
  const std::vector<phase_row<shipment, 6>> rows = {
      {request_shipment{}, {"", exists, exists, exists, exists, exists}},
      {dispatch_shipment{shipment_1, {}, {}, no_time}, {absent, "", gone, there, failed, failed}},
      {deliver_shipment{shipment_1}, {absent, not_gone, "", there, failed, failed}},
      {fail_shipment{shipment_1, no_utf8}, {absent, "", "", there, failed, failed}},
  };
  check_phase_comes_first(phases, rows);
}

TEST_CASE("a shipment's request is refused for its ids, for being empty, then for its products") {
  request_shipment command;
  given(nothing()).when(command).then_refused("invalid_id", {{"field", "shipmentId"}, {"value", "\"\""}});
  command.shipment = shipment_1;
  given(nothing()).when(command).then_refused("invalid_id", {{"field", "orderId"}, {"value", "\"\""}});
  command.order = order_1;
  given(nothing()).when(command).then_refused("shipment_is_empty");
  command.lines = {{{}, quantity{1}}};
  given(nothing()).when(command).then_refused("invalid_id", {{"field", "productId"}, {"value", "\"\""}});
}

TEST_CASE("a dispatch is refused for its tracking number, then its carrier, then its time") {
  dispatch_shipment command{shipment_1, {}, {}, no_time};
  const auto refused_for = [&](std::string_view rule, std::string_view field) {
    given(requested()).when(command).then_refused(rule);
    INFO(field);
    CHECK(decide(state_after(requested()), command, {}, {}).error().facts.front().second == field);
  };
  for (auto [field, name] : {std::pair{&dispatch_shipment::tracking_number, "trackingNumber"},
                             {&dispatch_shipment::carrier, "carrier"}}) {
    refused_for("text_empty", name);
    for (const auto& [bad, rule] : text_faults) {
      command.*field = bad;
      refused_for(rule, name);
    }
    command.*field = longest_text;
  }
  refused_for("invalid_time", "estimatedDelivery");
}

TEST_CASE("the reason of a failed shipment is valid UTF-8 of at most a thousand bytes") {
  for (const auto& [bad, rule] : text_faults)
    given(requested()).when(failing(bad)).then_refused(rule);
  given(requested()).when(failing(no_utf8)).then_refused("invalid_text", {{"field", "reason"}});
}
