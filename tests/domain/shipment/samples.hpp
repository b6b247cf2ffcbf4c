#pragma once

#include "docket/domain/shipment/shipment.hpp"

#include "given_of.hpp"
#include "history.hpp"
#include "texts.hpp"

#include <utility>
#include <vector>

// The shipment that most tests are about: two widgets and a gadget for an order, by UPS.
namespace docket::testing::shipments {

using given = given_of<shipment>;
using history = std::vector<shipment_event>;

inline const shipment_id shipment_1{"ship-1"};
inline const order_id order_1{"order-001"};
inline const text tracking{"1Z999AA10123456784"};
inline constexpr timestamp tomorrow{86'400'000'000};

inline shipment_state state_after(const history& events) { return replay<shipment>(events); }

inline std::vector<shipment_line> lines() {
  return {{product_id{"widget"}, quantity{2}}, {product_id{"gadget"}, quantity{1}}};
}

inline shipment_event requested_event() { return shipment_requested{order_1, lines()}; }
inline shipment_event dispatched_event() { return shipment_dispatched{"UPS", tracking, tomorrow}; }

// What happened to a shipment that is in the phase of the name.
inline history nothing() { return {}; }
inline history requested() { return {requested_event()}; }
inline history dispatched() { return requested() + history{dispatched_event()}; }
inline history delivered() { return dispatched() + history{shipment_delivered{}}; }
inline history refused() { return requested() + history{shipment_failed{"too heavy"}}; }
inline history recalled() { return dispatched() + history{shipment_failed{"recalled"}}; }

inline request_shipment requesting() { return {shipment_1, order_1, lines()}; }
inline dispatch_shipment dispatching() { return {shipment_1, "UPS", tracking, tomorrow}; }
inline deliver_shipment delivering() { return {shipment_1}; }
inline fail_shipment failing(text reason) { return {shipment_1, std::move(reason)}; }

} // namespace docket::testing::shipments
