#include "docket/persistence/codec/command_readers.hpp"

#include "docket/persistence/codec/personal_json.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace docket {

namespace {

// An order's commands: their own fields.

item read_item(json_fields& from) {
  return {.product = from.id<product_id>("productId"),
          .name = from.string_or_empty("name"),
          .pieces = from.pieces("quantity"),
          .unit_price = from.money("unitPrice")};
}

// Null when the line states nothing personal.
std::shared_ptr<const personal_data> read_personal_fields(json_fields& from) {
  if (!from.has("customer") && !from.has("shippingAddress") && !from.has("billingAddress")) return nullptr;
  const auto personal = std::make_shared<personal_data>();
  if (auto customer = from.object("customer")) {
    personal->name = customer->string_or_empty("name");
    personal->email = customer->string_or_empty("email");
    personal->phone = customer->string_or_empty("phone");
    customer->finish();
  }
  personal->shipping_address = read_optional_address(from, "shippingAddress");
  personal->billing_address = read_optional_address(from, "billingAddress");
  return personal;
}

void read(json_fields& from, create_order& c) {
  c.customer = from.id<customer_id>("customerId");
  c.currency = from.currency("currency");
  c.shipping_fee = from.money_or_zero("shippingFee");
  c.personal = read_personal_fields(from);
  from.each("items", [&](json_fields& element) { c.items.push_back(read_item(element)); });
  c.place = from.flag("place");
  c.payment_method = from.string_or_empty("paymentMethod");
}

void read(json_fields& from, add_item& c) { c.added = read_item(from); }

void read(json_fields& from, remove_item& c) { c.product = from.id<product_id>("productId"); }

void read(json_fields& from, change_quantity& c) {
  c.product = from.id<product_id>("productId");
  c.pieces = from.pieces("quantity");
}

void read(json_fields& from, place_order& c) { c.payment_method = from.string_or_empty("paymentMethod"); }

void read(json_fields& from, record_payment& c) {
  c.payment = from.id<payment_id>("paymentId");
  c.paid = from.money("amount");
  c.method = from.string("method");
}

void read(json_fields&, confirm_order&) {}

void read(json_fields& from, ship_order& c) {
  c.tracking_number = from.string("trackingNumber");
  c.carrier = from.string("carrier");
  c.estimated_delivery = from.optional_time("estimatedDelivery");
}

void read(json_fields&, deliver_order&) {}

void read(json_fields& from, cancel_order& c) { c.reason = from.string("reason"); }

void read(json_fields& from, record_refund& c) {
  c.refund = from.id<refund_id>("refundId");
  c.refunded = from.money("amount");
}

// A stock's commands, those that people may send. What orders need of it is reserved, released and shipped by
// their fulfilments.

void read(json_fields& from, receive_stock& c) { c.pieces = from.pieces("quantity"); }

void read(json_fields& from, adjust_stock& c) {
  c.difference = from.integer("difference");
  c.reason = from.string("reason");
}

// Commands as lines have them: whom they are for, then their fields.

template <class Command>
any_command read_order_command(json_fields& from) {
  Command command;
  command.order = from.id<order_id>("orderId");
  read(from, command);
  return order_command{std::move(command)};
}

template <class Command>
any_command read_stock_command(json_fields& from) {
  Command command;
  command.product = from.id<product_id>("productId");
  read(from, command);
  return stock_command{std::move(command)};
}

template <class... Commands>
void add_order_readers(std::vector<command_reader>& to, const std::variant<Commands...>&) {
  (to.push_back({command_name(Commands{}), &read_order_command<Commands>}), ...);
}

template <class Command>
void add_stock_reader(std::vector<command_reader>& to) {
  to.push_back({command_name(Command{}), &read_stock_command<Command>});
}

std::vector<command_reader> make_readers() {
  std::vector<command_reader> all;
  add_order_readers(all, order_command{});
  add_stock_reader<receive_stock>(all);
  add_stock_reader<adjust_stock>(all);
  return all;
}

} // namespace

std::span<const command_reader> command_readers() {
  static const auto all = make_readers();
  return all;
}

} // namespace docket
