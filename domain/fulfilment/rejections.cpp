#include "docket/domain/fulfilment/rejections.hpp"

#include <fmt/format.h>

#include <string>

namespace docket::refuse {

rejection fulfilment_not_found(const order_id& order) {
  return {"fulfilment_not_found",
          fmt::format("No fulfilment was begun for the order {}.", order.view()),
          {{"order", order.str()}}};
}

rejection fulfilment_already_begun(const order_id& order) {
  return {"fulfilment_already_begun",
          fmt::format("The fulfilment of the order {} was begun before.", order.view()),
          {{"order", order.str()}}};
}

rejection fulfilment_ended(const fulfilment_state& state) {
  return {"fulfilment_ended",
          fmt::format("The fulfilment has ended: it is {}.", phase_name(state)),
          {{"phase", std::string{phase_name(state)}}}};
}

rejection fulfilment_not_parked(const fulfilment_state& state) {
  return {"fulfilment_not_parked",
          fmt::format("The fulfilment is not parked but {}, and goes on by itself.", phase_name(state)),
          {{"phase", std::string{phase_name(state)}}}};
}

rejection nothing_new() { return {"nothing_new", "The fulfilment knows this already.", {}}; }

rejection step_not_open(std::int32_t number) {
  return {"step_not_open",
          fmt::format("The step {} does not wait for an answer.", number),
          {{"step", std::to_string(number)}}};
}

rejection nothing_due(std::optional<timestamp> next) {
  if (!next) return {"nothing_due", "The fulfilment waits for nothing.", {}};
  return {"nothing_due",
          fmt::format("Nothing is due before {}.", format_timestamp(*next)),
          {{"next", format_timestamp(*next)}}};
}

} // namespace docket::refuse
