#include "life_of_an_order.hpp"

#include <stdexcept>
#include <utility>

namespace docket::micro {
namespace {

std::vector<order_command> make_commands() {
  const order_id id{"ord-00c0ffee00c0ffee"};
  create_order creation{id, customer_id{"cust-48213"}, currency{"USD"}, 4.90_money};
  creation.items = {{product_id{"SKU-1042"}, "Widget, blue", quantity{2}, 29.99_money},
                    {product_id{"SKU-1043"}, "Gadget", quantity{1}, 49.99_money}};
  return {std::move(creation), add_item{id, {product_id{"SKU-1044"}, "Cable, 2 m", quantity{3}, 9.99_money}},
          place_order{id}, record_payment{id, payment_id{"ord-00c0ffee00c0ffee-pay"}, 144.84_money, "card"},
          ship_order{id, "1Z999AA10123456784", "UPS"}};
}

std::vector<order_event> make_events() {
  std::vector<order_event> all;
  order_state state;
  for (const auto& command : life_commands()) {
    const auto events = decide(state, command, noon, {});
    if (!events) throw std::logic_error("a command of the benchmark is refused: " + events.error().message);
    for (const auto& event : *events) {
      state = evolve(std::move(state), event, noon);
      all.push_back(event);
    }
  }
  return all;
}

} // namespace

const std::vector<order_command>& life_commands() {
  static const auto commands = make_commands();
  return commands;
}

const std::vector<order_event>& life_events() {
  static const auto events = make_events();
  return events;
}

const std::vector<std::string_view>& life_lines() {
  static const std::vector<std::string_view> lines{
      R"({"command":"createOrder","orderId":"ord-00c0ffee00c0ffee","commandId":"ord-00c0ffee00c0ffee-0","occurredAt":"2026-03-01T12:00:00Z","userId":"user-17","correlationId":"cart-90210","customerId":"cust-48213","currency":"USD","shippingFee":"4.90","items":[{"productId":"SKU-1042","name":"Widget, blue","quantity":2,"unitPrice":"29.99"},{"productId":"SKU-1043","name":"Gadget","quantity":1,"unitPrice":"49.99"}]})",
      R"({"command":"addItem","orderId":"ord-00c0ffee00c0ffee","commandId":"ord-00c0ffee00c0ffee-1","userId":"user-17","correlationId":"cart-90210","productId":"SKU-1044","name":"Cable, 2 m","quantity":3,"unitPrice":9.99})",
      R"({"command":"placeOrder","orderId":"ord-00c0ffee00c0ffee","commandId":"ord-00c0ffee00c0ffee-2","userId":"user-17","correlationId":"cart-90210"})",
      R"({"command":"recordPayment","orderId":"ord-00c0ffee00c0ffee","commandId":"ord-00c0ffee00c0ffee-3","userId":"user-17","correlationId":"cart-90210","paymentId":"ord-00c0ffee00c0ffee-pay","amount":"144.84","method":"card"})",
      R"({"command":"shipOrder","orderId":"ord-00c0ffee00c0ffee","commandId":"ord-00c0ffee00c0ffee-4","userId":"user-17","correlationId":"cart-90210","trackingNumber":"1Z999AA10123456784","carrier":"UPS"})"};
  return lines;
}

} // namespace docket::micro
