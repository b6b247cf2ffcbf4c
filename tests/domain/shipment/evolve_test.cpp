#include "evolving.hpp"
#include "shipment/samples.hpp"

#include <optional>

using namespace docket;
using namespace docket::testing;
using namespace docket::testing::shipments;

namespace {

// One event of every kind.
history every_event() {
  return {requested_event(), dispatched_event(), shipment_delivered{}, shipment_failed{"lost"}};
}

const shipment_dispatch by_ups{"UPS", tracking, tomorrow, timestamp{1'000'000}};

} // namespace

TEST_CASE("a shipment's phases have the names that people and programs read") {
  CHECK(phase_name(state_after(nothing())) == "none");
  CHECK(phase_name(state_after(requested())) == "requested");
  CHECK(phase_name(state_after(dispatched())) == "dispatched");
  CHECK(phase_name(state_after(delivered())) == "delivered");
  CHECK(phase_name(state_after(refused())) == "failed");
  CHECK(phase_name(state_after(recalled())) == "failed");
}

TEST_CASE("a shipment knows its order and its lines in every phase") {
  CHECK(content_of(state_after(nothing())) == nullptr);
  for (const auto& events : {requested(), dispatched(), delivered(), refused(), recalled()}) {
    const auto state = state_after(events);
    REQUIRE(content_of(state));
    CHECK(content_of(state)->order == order_1);
    CHECK(content_of(state)->lines == lines());
    CHECK(content_of(state)->requested_at == timestamp{0});
    CHECK(content_of(state)->updated_at.microseconds ==
          static_cast<std::int64_t>(events.size() - 1) * 1'000'000);
  }
}

TEST_CASE("a shipment knows who took it, from then on") {
  CHECK(dispatch_of(state_after(nothing())) == nullptr);
  CHECK(dispatch_of(state_after(requested())) == nullptr);
  CHECK(dispatch_of(state_after(refused())) == nullptr);
  for (const auto& events : {dispatched(), delivered(), recalled()}) {
    const auto state = state_after(events);
    REQUIRE(dispatch_of(state));
    CHECK(*dispatch_of(state) == by_ups);
  }
}

TEST_CASE("a shipment knows when it arrived, or why and when it failed") {
  CHECK(phase_of<delivered_shipment>(state_after(delivered())).delivered_at == timestamp{2'000'000});
  const auto back = phase_of<failed_shipment>(state_after(recalled()));
  CHECK(back.reason == "recalled");
  CHECK(back.failed_at == timestamp{2'000'000});
  CHECK(back.dispatch == by_ups);
  CHECK(phase_of<failed_shipment>(state_after(refused())).dispatch == std::nullopt);
}

TEST_CASE("a shipment's event that cannot apply changes nothing but the time of the last update") {
  const auto unexpected_in = [](const history& before, std::initializer_list<std::size_t> expected) {
    check_passed_over<shipment>(every_event(), before, expected);
  };
  unexpected_in(nothing(), {0});
  unexpected_in(requested(), {1, 3});
  unexpected_in(dispatched(), {2, 3});
  unexpected_in(delivered(), {});
  unexpected_in(refused(), {});
  unexpected_in(recalled(), {});
}
