#pragma once

#include "docket/domain/order/order.hpp"

#include "codec/random_values.hpp"

// Orders for properties.
namespace docket::random_values {

inline postal_address address() {
  return {*words(), *words(), *words(), *words(), *words(), *words(), *words()};
}

inline std::shared_ptr<const personal_data> personal() {
  if (*rc::gen::arbitrary<bool>()) return nullptr;
  personal_data p{*words(), *words(), *words(), std::nullopt, std::nullopt};
  if (*rc::gen::arbitrary<bool>()) p.shipping_address = address();
  if (*rc::gen::arbitrary<bool>()) p.billing_address = address();
  return std::make_shared<const personal_data>(std::move(p));
}

inline order_event order_event_of_any_kind() {
  switch (*rc::gen::inRange(0, 12)) {
  case 0: return order_created{*id<customer_id>(), *any_currency(), *any_amount(), personal()};
  case 1: return item_added{*id<product_id>(), *words(), *any_quantity(), *any_amount(), *any_currency()};
  case 2: return item_removed{*id<product_id>()};
  case 3: return quantity_changed{*id<product_id>(), *any_quantity()};
  case 4: return order_placed{*any_amount(), *any_currency(), *words()};
  case 5: return payment_received{*id<payment_id>(), *any_amount(), *any_currency(), *words()};
  case 6: return order_paid{*any_amount(), *any_currency()};
  case 7: return order_confirmed{};
  case 8: return order_shipped{*words(), *words(), maybe(any_time())};
  case 9: return order_delivered{};
  case 10: return order_cancelled{*words(), *any_amount(), *any_currency()};
  default: return refund_recorded{*id<refund_id>(), *any_amount(), *any_currency()};
  }
}

// A command for the order "o" that has a fair chance in some phase: few products, payments and prices.
inline order_command command() {
  const order_id o{"o"};
  const auto product = product_id{*rc::gen::element<std::string>("p1", "p2", "p3")};
  const auto pieces = quantity{*rc::gen::inRange(1, 4)};
  const auto price = decimal{*rc::gen::inRange<std::int64_t>(0, 3) * 500, 2};
  const auto paid = decimal{*rc::gen::inRange<std::int64_t>(1, 10) * 500, 2};
  switch (*rc::gen::inRange(0, 12)) {
  case 0: return create_order{o, *id<customer_id>(), currency{"USD"}, price, personal(), {}, false};
  case 1:
  case 2: return add_item{o, {product, *words(), pieces, price}};
  case 3: return remove_item{o, product};
  case 4: return change_quantity{o, product, pieces};
  case 5: return place_order{o};
  case 6: return record_payment{o, *id<payment_id>(), paid, *words()};
  case 7: return confirm_order{o};
  case 8: return ship_order{o, "track " + std::string{product.view()}, *words(), maybe(any_time())};
  case 9: return deliver_order{o};
  case 10:
    if (*rc::gen::inRange(0, 8) == 0) return cancel_order{o, "because " + *utf8()};
    [[fallthrough]];
  default: return record_refund{o, *id<refund_id>(), paid};
  }
}

// The command that takes the order "o" a step towards its delivery.
inline order_command next_step(const order_state& state) {
  const order_id o{"o"};
  const auto due = [&] { return decimal{total_of(state).minor_units - amount_paid(state).minor_units, 2}; };
  const auto at = [&](const order_state& phase) { return phase_name(phase) == phase_name(state); };
  if (at(pending_order{})) return place_order{o};
  if (at(placed_order{})) return record_payment{o, *id<payment_id>(), due(), *words()};
  if (at(paid_order{})) return confirm_order{o};
  if (at(confirmed_order{})) return ship_order{o, "track " + *utf8(), "by " + *utf8(), maybe(any_time())};
  return deliver_order{o};
}

// A state that some sequence of commands leads to; every phase comes up.
inline order_state reachable_order() {
  order_state state =
      evolve(order_state{}, order_created{*id<customer_id>(), currency{"USD"}, amount{500}, personal()},
             timestamp{1});
  const order_limits limits{.max_lines = 10, .payments = payment_policy::split};
  const int steps = *rc::gen::inRange(0, 40);
  for (int step = 0; step < steps; ++step) {
    const timestamp at{1'000'000 + step};
    const auto decided = decide(state, step % 4 == 3 ? next_step(state) : command(), at, limits);
    if (!decided) continue;
    for (const auto& e : *decided)
      state = evolve(std::move(state), e, at);
  }
  return state;
}

template <>
struct any<order> {
  static order_event event() { return order_event_of_any_kind(); }
  static order_state state() { return reachable_order(); }
};

} // namespace docket::random_values
