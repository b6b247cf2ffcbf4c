#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/order/payload.hpp"
#include "docket/domain/order/state.hpp"

// Which phases let which command through: the first rules that every decision asks, whatever the command
// states. The table of it stands in README.md. Where nothing is refused, the order is in the phase that the
// name says.
namespace docket {

[[nodiscard]] refusal unless_absent(const order_state& state, const order_id& order);
[[nodiscard]] refusal unless_pending(const order_state& state, const order_id& order);

// Passes only placed orders. A payment that is in the books is told so, even when it settled the order: its
// sender then knows that nothing went astray.
[[nodiscard]] refusal unless_payable(const order_state& state, const order_id& order,
                                     const payment_id& payment);

[[nodiscard]] refusal unless_confirmable(const order_state& state, const order_id& order); // Paid.
[[nodiscard]] refusal unless_shippable(const order_state& state, const order_id& order); // Paid or confirmed.
[[nodiscard]] refusal unless_deliverable(const order_state& state, const order_id& order); // Shipped.
[[nodiscard]] refusal unless_cancellable(const order_state& state,
                                         const order_id& order); // Anything before shipped.
[[nodiscard]] refusal unless_cancelled(const order_state& state, const order_id& order);

} // namespace docket
