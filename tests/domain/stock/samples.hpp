#pragma once

#include "docket/domain/stock/stock.hpp"

#include "given_of.hpp"
#include "history.hpp"
#include "texts.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

// The stock that most tests are about: ten widgets, three of them kept for an order.
namespace docket::testing::stocks {

using given = given_of<stock>;
using history = std::vector<stock_event>;

inline const product_id widget{"widget"};
inline const order_id order_1{"order-001"};
inline const order_id order_2{"order-002"};
inline constexpr stock_limits back_orders{.unknown_products = unknown_product_policy::back_order};

inline stock_state state_after(const history& events) { return replay<stock>(events); }

inline stock_event received(std::int64_t pieces) { return stock_received{quantity{pieces}}; }
inline stock_event adjusted(std::int64_t difference) { return stock_adjusted{difference, "stock-taking"}; }
inline stock_event reserved(const order_id& order, std::int64_t pieces) {
  return stock_reserved{order, quantity{pieces}};
}
inline stock_event back_ordered(const order_id& order, std::int64_t pieces) {
  return stock_back_ordered{order, quantity{pieces}};
}
inline stock_event released(const order_id& order, std::int64_t pieces) {
  return stock_released{order, quantity{pieces}};
}
inline stock_event shipped(const order_id& order, std::int64_t pieces) {
  return stock_shipped{order, quantity{pieces}};
}

inline history nothing() { return {}; }
inline history ten() { return {received(10)}; }
inline history ten_less_three_kept() { return ten() + history{reserved(order_1, 3)}; }
inline history three_promised() { return {back_ordered(order_1, 3)}; }

inline receive_stock receiving(std::int64_t pieces) { return {widget, quantity{pieces}}; }
inline adjust_stock adjusting(std::int64_t difference) { return {widget, difference, "stock-taking"}; }
inline reserve_stock reserving(const order_id& order, std::int64_t pieces) {
  return {widget, order, quantity{pieces}};
}
inline release_stock releasing(const order_id& order) { return {widget, order}; }
inline ship_stock shipping(const order_id& order) { return {widget, order}; }

} // namespace docket::testing::stocks
