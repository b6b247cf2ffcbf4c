#include "docket/domain/shipment/rejections.hpp"

#include "docket/domain/refused.hpp"

#include <fmt/format.h>

namespace docket::refuse {

rejection shipment_already_requested(const shipment_id& shipment) {
  return {"shipment_already_requested",
          fmt::format("Shipment {} is requested already.", shipment.view()),
          {{"shipment", shipment.str()}}};
}

rejection shipment_not_found(const shipment_id& shipment) {
  return {"shipment_not_found",
          fmt::format("There is no shipment {}.", shipment.view()),
          {{"shipment", shipment.str()}}};
}

rejection shipment_not_dispatched(const shipment_state& state) {
  return because_of_phase("shipment_not_dispatched", "The shipment is not dispatched yet.",
                          phase_name(state));
}

rejection shipment_already_dispatched(const shipment_state& state) {
  return because_of_phase("shipment_already_dispatched", "The shipment is dispatched already.",
                          phase_name(state));
}

rejection shipment_already_delivered(const shipment_state& state) {
  return because_of_phase("shipment_already_delivered", "The shipment is delivered already.",
                          phase_name(state));
}

rejection shipment_already_failed(const shipment_state& state) {
  return because_of_phase("shipment_already_failed",
                          "The shipment has failed already: it does not go out, or has come back.",
                          phase_name(state));
}

rejection shipment_is_empty() {
  return {"shipment_is_empty", "The shipment has no lines, so there is nothing to send.", {}};
}

} // namespace docket::refuse
