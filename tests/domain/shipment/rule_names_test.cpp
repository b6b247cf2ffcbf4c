#include "docket/domain/shipment/rejections.hpp"

#include "rules.hpp"
#include "shipment/samples.hpp"

#include <set>

using namespace docket;
using namespace docket::testing;
using namespace docket::testing::shipments;

namespace {

std::vector<rejection> shipment_rejections() {
  const shipment_state state;
  return {
      refuse::shipment_already_requested(shipment_1),
      refuse::shipment_not_found(shipment_1),
      refuse::shipment_not_dispatched(state),
      refuse::shipment_already_dispatched(state),
      refuse::shipment_already_delivered(state),
      refuse::shipment_already_failed(state),
      refuse::shipment_is_empty(),
  };
}

} // namespace

TEST_CASE("a shipment's rules have the names that programs match on, and no others") {
  const std::set<std::string_view> golden{
      "shipment_already_delivered", "shipment_already_dispatched", "shipment_already_failed",
      "shipment_already_requested", "shipment_is_empty",           "shipment_not_dispatched",
      "shipment_not_found",
  };
  CHECK(rules_of(shipment_rejections()) == golden);
}

TEST_CASE("every refusal of a shipment tells people why, in one sentence") {
  check_sentences(shipment_rejections());
}
