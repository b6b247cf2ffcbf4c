#include "docket/domain/payment/state.hpp"

#include "docket/domain/overloaded.hpp"

#include <cstdint>
#include <limits>

namespace docket {

std::string_view phase_name(const payment_state& state) noexcept {
  using name = std::string_view;
  return std::visit(overloaded{
                        [](const no_payment&) -> name { return "none"; },
                        [](const requested_payment&) -> name { return "requested"; },
                        [](const authorised_payment&) -> name { return "authorised"; },
                        [](const captured_payment&) -> name { return "captured"; },
                        [](const refunded_payment&) -> name { return "refunded"; },
                        [](const declined_payment&) -> name { return "declined"; },
                        [](const voided_payment&) -> name { return "voided"; },
                    },
                    state);
}

const payment_content* content_of(const payment_state& state) noexcept {
  using content = const payment_content*;
  return std::visit(overloaded{
                        [](const no_payment&) -> content { return nullptr; },
                        [](const payment_content& payment) -> content { return &payment; },
                    },
                    state);
}

const captured_content* capture_of(const payment_state& state) noexcept {
  using capture = const captured_content*;
  return std::visit(overloaded{
                        [](const no_payment&) -> capture { return nullptr; },
                        [](const payment_content&) -> capture { return nullptr; },
                        [](const captured_content& payment) -> capture { return &payment; },
                    },
                    state);
}

amount captured_less_refunded(const payment_state& state) noexcept {
  // For events that decisions did not make, too: those stop at the edge of 64 bits.
  constexpr amount at_least{std::numeric_limits<std::int64_t>::min()};
  const auto* capture = capture_of(state);
  if (!capture) return {};
  amount left = capture->captured;
  for (const auto& refund : capture->refunds)
    left = checked_subtract(left, refund.refunded).value_or(at_least);
  return left;
}

} // namespace docket
