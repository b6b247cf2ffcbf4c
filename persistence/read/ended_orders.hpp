#pragma once

#include "docket/domain/fulfilment/state.hpp"
#include "docket/domain/order/state.hpp"
#include "docket/domain/payment/state.hpp"
#include "docket/domain/shipment/state.hpp"
#include "docket/persistence/store/archive.hpp"

#include <cstdint>
#include <functional>

// Which orders are over: what archiving moves.
namespace docket {

// Nothing more is to be expected of it: delivered, or cancelled with nothing left to give back.
[[nodiscard]] bool has_ended(const order_state& order) noexcept;
// Captured counts: what becomes of the money then is the order's affair. So does one that was never begun.
[[nodiscard]] bool has_ended(const payment_state& payment) noexcept;
[[nodiscard]] bool has_ended(const shipment_state& shipment) noexcept;
[[nodiscard]] bool has_ended(const fulfilment_state& fulfilment) noexcept;

// Takes the streams of the orders that have ended: the order's own and, where there are such, those of its
// fulfilment, its payment and its shipment, which have its id. An order of which any is not quiet, or not
// ended, stays with all of them. Answers how many orders that are. Throws store_error, also for an event that
// cannot be understood.
std::uint64_t take_ended_orders(quiet_streams& quiet, const std::function<void(stream_key)>& take);

} // namespace docket
