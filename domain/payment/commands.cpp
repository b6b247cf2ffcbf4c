#include "docket/domain/payment/commands.hpp"

#include "docket/domain/overloaded.hpp"

namespace docket {

const payment_id& target(const payment_command& command) noexcept {
  return std::visit([](const auto& c) -> const payment_id& { return c.payment; }, command);
}

std::string_view command_name(const payment_command& command) noexcept {
  using name = std::string_view;
  return std::visit(overloaded{
                        [](const request_payment&) -> name { return "requestPayment"; },
                        [](const authorise_payment&) -> name { return "authorisePayment"; },
                        [](const capture_payment&) -> name { return "capturePayment"; },
                        [](const decline_payment&) -> name { return "declinePayment"; },
                        [](const void_payment&) -> name { return "voidPayment"; },
                        [](const refund_payment&) -> name { return "refundPayment"; },
                    },
                    command);
}

} // namespace docket
