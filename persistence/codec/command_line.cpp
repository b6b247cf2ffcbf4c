#include "docket/persistence/codec/command_line.hpp"

#include "docket/domain/order/payload.hpp"
#include "docket/domain/order/rejections.hpp"
#include "docket/domain/quoted.hpp"
#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/personal_json.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace docket {

namespace {

// Each command's own fields; those that every command has are read before (docs/commands.md has them all).

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
}

void read(json_fields& from, add_item& c) { c.added = read_item(from); }

void read(json_fields& from, remove_item& c) { c.product = from.id<product_id>("productId"); }

void read(json_fields& from, change_quantity& c) {
  c.product = from.id<product_id>("productId");
  c.pieces = from.pieces("quantity");
}

void read(json_fields&, place_order&) {}

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

// One reader for each alternative of order_command, by the command's name.
struct command_reader {
  std::string_view name;
  order_command (*read)(json_fields& from);
};

template <class Command>
order_command read_command(json_fields& from) {
  Command command;
  command.order = from.id<order_id>("orderId");
  read(from, command);
  return command;
}

template <class... Commands>
auto make_readers(const std::variant<Commands...>*) {
  return std::array{command_reader{command_name(Commands{}), &read_command<Commands>}...};
}

const auto& readers() {
  static const auto all = make_readers(static_cast<const order_command*>(nullptr));
  return all;
}

// Orders hold the command's own texts to the same length.
text read_metadata(json_fields& from, std::string_view name) {
  const auto stated = from.string_or_empty(name);
  if (stated.size() > text_bytes_max) from.refuse(name, refuse::text_too_long(name, stated.size()));
  return stated;
}

command_options read_options(json_fields& from) {
  return {.id = from.id_or_empty<command_id>("commandId"),
          .occurred_at = from.optional_time("occurredAt"),
          .user = read_metadata(from, "userId"),
          .correlation = read_metadata(from, "correlationId"),
          .causation = read_metadata(from, "causationId"),
          .traceparent = read_metadata(from, "traceparent")};
}

unexpected<malformed_line> malformed(std::string_view rule, std::string message) {
  return unexpected{malformed_line{std::string{rule}, std::move(message)}};
}

unexpected<malformed_line> unknown_command(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& reader : readers())
    names.push_back(reader.name);
  return malformed("unknown_command", fmt::format("The command {} is unknown; there are {}.", quoted(name),
                                                  fmt::join(names, ", ")));
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == line.npos; }

} // namespace

expected<command_line, malformed_line> parse_command_line(std::string_view json) {
  if (json.size() > command_line_bytes_max) {
    return malformed("line_too_long", fmt::format("The line has {} bytes, and at most {} are read.",
                                                  json.size(), command_line_bytes_max));
  }
  if (is_blank(json)) return malformed("empty_line", "The line is empty.");
  auto document = json_document::parse(json);
  if (!document) return malformed(document.error().rule, std::move(document.error().message));

  json_reading reading{*document, std::nullopt};
  json_fields fields{reading};
  const auto name = fields.string("command");
  if (reading.problem) return malformed(reading.problem->rule, std::move(reading.problem->message));
  const auto reader = std::ranges::find(readers(), name, &command_reader::name);
  if (reader == readers().end()) return unknown_command(name);

  command_line result{reader->read(fields), read_options(fields)};
  fields.finish();
  if (reading.problem) return malformed(reading.problem->rule, std::move(reading.problem->message));
  return result;
}

} // namespace docket
