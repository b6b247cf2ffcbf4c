#include "shipment/samples.hpp"

#include <algorithm>
#include <optional>

using namespace docket;
using namespace docket::testing;
using namespace docket::testing::shipments;

namespace {

// One event of every kind.
history every_event() {
  return {requested_event(), dispatched_event(), shipment_delivered{}, shipment_failed{"lost"}};
}

template <class Phase>
Phase phase_after(const history& events) {
  const auto state = state_after(events);
  REQUIRE(std::holds_alternative<Phase>(state));
  return std::get<Phase>(state);
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
  CHECK(phase_after<delivered_shipment>(delivered()).delivered_at == timestamp{2'000'000});
  const auto back = phase_after<failed_shipment>(recalled());
  CHECK(back.reason == "recalled");
  CHECK(back.failed_at == timestamp{2'000'000});
  CHECK(back.dispatch == by_ups);
  CHECK(phase_after<failed_shipment>(refused()).dispatch == std::nullopt);
}

TEST_CASE("a shipment's event that cannot apply changes nothing but the time of the last update") {
  const auto unexpected_in = [](const history& before, std::initializer_list<std::size_t> expected_events) {
    for (std::size_t i = 0; i < every_event().size(); ++i) {
      if (std::ranges::find(expected_events, i) != expected_events.end()) continue;
      auto wanted = state_after(before);
      std::visit(
          [](auto& s) {
            if constexpr (requires { s.updated_at; }) s.updated_at = timestamp{99};
          },
          wanted);
      INFO(phase_name(wanted) << ", event " << i);
      CHECK((evolve(state_after(before), every_event()[i], timestamp{99}) == wanted));
    }
  };
  unexpected_in(nothing(), {0});
  unexpected_in(requested(), {1, 3});
  unexpected_in(dispatched(), {2, 3});
  unexpected_in(delivered(), {});
  unexpected_in(refused(), {});
  unexpected_in(recalled(), {});
}
