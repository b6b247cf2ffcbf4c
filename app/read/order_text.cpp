#include "docket/app/read/order_text.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/domain/in_words.hpp"
#include "docket/domain/order_number.hpp"
#include "docket/domain/overloaded.hpp"

#include <fmt/format.h>
#include <initializer_list>
#include <vector>

namespace docket::app {
namespace {

constexpr std::size_t text_columns_max = 48;

std::string money(amount value, const order_content& in) { return format_amount(value, in.currency); }

std::string joined(std::initializer_list<std::string_view> parts, std::string_view between) {
  std::string result;
  for (const auto part : parts) {
    if (part.empty()) continue;
    if (!result.empty()) result += between;
    result += clipped(part, text_columns_max);
  }
  return result;
}

std::string heading(const order_view& order) {
  return fmt::format("Order {}  (number {})\n  {}, version {}, position {}\n", order.id.view(),
                     order_number(value(order.created)), phase_name(order.state), value(order.version),
                     grouped(value(order.position)));
}

std::string address_text(const postal_address& at) {
  const auto town = joined({at.postal_code.view(), at.city.view()}, " ");
  return joined({at.name.view(), at.line1.view(), at.line2.view(), town, at.region.view(), at.country.view()},
                ", ");
}

std::string people_text(const order_content& order) {
  table rows{{side::left, side::left}};
  const auto id = std::string{order.customer.view()};
  if (!order.personal) {
    rows.add({"Customer", id});
    return rows.text();
  }
  const auto& person = *order.personal;
  rows.add(
      {"Customer", person.name.empty() ? id : fmt::format("{} ({})", clipped(person.name.view(), 48), id)});
  if (const auto contact = joined({person.email.view(), person.phone.view()}, ", "); !contact.empty()) {
    rows.add({"", contact});
  }
  if (person.shipping_address) rows.add({"Ship to", address_text(*person.shipping_address)});
  if (person.billing_address) rows.add({"Bill to", address_text(*person.billing_address)});
  return rows.text();
}

// Lines keep price times quantity within 64 bits by rule.
std::string line_total(const order_line& line, const order_content& in) {
  const auto total = checked_multiply(line.unit_price, line.pieces.pieces());
  return total ? money(*total, in) : "?";
}

void add_sum(table& rows, const char* name, const std::string& sum, std::string_view code = {}) {
  rows.add({"", name, "", "", sum, std::string{code}});
}

void add_sums(table& rows, const order_content& order, const order_state& state) {
  const auto total = total_of(state);
  const auto paid = amount_paid(state);
  add_sum(rows, "Shipping fee", money(order.shipping_fee, order));
  add_sum(rows, "Total", money(total, order), order.currency.code());
  if (payments_of(state) == nullptr) return;
  add_sum(rows, "Paid", money(paid, order));
  if (std::holds_alternative<cancelled_order>(state)) return;
  if (const auto due = checked_subtract(total, paid)) add_sum(rows, "Due", money(*due, order));
}

std::string lines_text(const order_content& order, const order_state& state) {
  table rows{{side::left, side::left, side::right, side::right, side::right, side::left}};
  rows.add({"Product", "Name", "Quantity", "Unit price", "Amount"});
  for (const auto& line : order.lines) {
    rows.add({clipped(line.product.view(), text_columns_max), clipped(line.name.view(), text_columns_max),
              grouped(static_cast<std::uint64_t>(line.pieces.pieces())), money(line.unit_price, order),
              line_total(line, order)});
  }
  add_sums(rows, order, state);
  return rows.text();
}

std::string payments_text(const order_content& order, const order_state& state) {
  const auto* payments = payments_of(state);
  if (payments == nullptr || payments->empty()) return {};
  table rows{{side::left, side::right, side::left, side::left}, 4};
  for (const auto& payment : *payments) {
    rows.add({format_timestamp(payment.received_at), in_words(payment.paid, order.currency),
              clipped(payment.method.view(), 24), std::string{payment.id.view()}});
  }
  return "\n  Payments\n" + rows.text();
}

std::string shipment_text(const shipped_content& order) {
  table rows{{side::left, side::left}, 4};
  rows.add({"Carrier", clipped(order.carrier.view(), text_columns_max)});
  rows.add({"Tracking number", clipped(order.tracking_number.view(), text_columns_max)});
  if (order.estimated_delivery) rows.add({"Estimated delivery", format_timestamp(*order.estimated_delivery)});
  return "\n  Shipment\n" + rows.text();
}

std::string cancellation_text(const cancelled_order& order) {
  table rows{{side::left, side::left}, 4};
  rows.add({"Reason", clipped(order.reason.view(), text_columns_max)});
  rows.add({"Refund still due", in_words(order.refund_due, order.currency)});
  for (const auto& refund : order.refunds) {
    rows.add({"Refunded", fmt::format("{}  {}  {}", in_words(refund.refunded, order.currency),
                                      format_timestamp(refund.recorded_at), refund.id.view())});
  }
  return "\n  Cancellation\n" + rows.text();
}

// What only some phases have.
std::string phase_text(const order_state& state) {
  return std::visit(overloaded{[](const shipped_order& order) { return shipment_text(order); },
                               [](const delivered_order& order) { return shipment_text(order); },
                               [](const cancelled_order& order) { return cancellation_text(order); },
                               [](const no_order&) { return std::string{}; },
                               [](const pending_order&) { return std::string{}; },
                               [](const placed_content&) { return std::string{}; }},
                    state);
}

void add_times(table& rows, const placed_content& order) {
  rows.add({"Placed", format_timestamp(order.placed_at)});
}

void add_times(table& rows, const shipped_content& order) {
  add_times(rows, static_cast<const placed_content&>(order));
  rows.add({"Shipped", format_timestamp(order.shipped_at)});
}

std::string times_text(const order_content& order, const order_state& state) {
  table rows{{side::left, side::left}, 4};
  rows.add({"Created", format_timestamp(order.created_at)});
  std::visit(overloaded{[](const no_order&) {}, [](const pending_order&) {},
                        [&](const placed_content& placed) { add_times(rows, placed); },
                        [&](const shipped_order& shipped) { add_times(rows, shipped); },
                        [&](const delivered_order& delivered) {
                          add_times(rows, static_cast<const shipped_content&>(delivered));
                          rows.add({"Delivered", format_timestamp(delivered.delivered_at)});
                        },
                        [&](const cancelled_order& cancelled) {
                          rows.add({"Cancelled", format_timestamp(cancelled.cancelled_at)});
                        }},
             state);
  rows.add({"Last change", format_timestamp(order.updated_at)});
  return "\n  Times\n" + rows.text();
}

} // namespace

std::string order_text(const order_view& order) {
  const auto* content = content_of(order.state);
  if (content == nullptr) return heading(order);
  return heading(order) + "\n" + people_text(*content) + "\n" + lines_text(*content, order.state) +
         payments_text(*content, order.state) + phase_text(order.state) + times_text(*content, order.state);
}

} // namespace docket::app
