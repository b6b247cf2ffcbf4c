#include "docket/domain/fulfilment/commands.hpp"

#include "docket/domain/overloaded.hpp"

namespace docket {

const order_id& target(const fulfilment_command& command) noexcept {
  return std::visit([](const auto& c) -> const order_id& { return c.order; }, command);
}

std::string_view command_name(const fulfilment_command& command) noexcept {
  return std::visit(overloaded{
                        [](const begin_fulfilment&) { return "beginFulfilment"; },
                        [](const note_order_cancelled&) { return "noteOrderCancelled"; },
                        [](const note_payment&) { return "notePayment"; },
                        [](const note_shipment&) { return "noteShipment"; },
                        [](const note_step_done&) { return "noteStepDone"; },
                        [](const note_step_refused&) { return "noteStepRefused"; },
                        [](const note_attempt_failed&) { return "noteAttemptFailed"; },
                        [](const wake_fulfilment&) { return "wakeFulfilment"; },
                        [](const retry_fulfilment&) { return "retryFulfilment"; },
                        [](const abandon_fulfilment&) { return "abandonFulfilment"; },
                    },
                    command);
}

} // namespace docket
