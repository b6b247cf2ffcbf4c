#include "order/given_when_then.hpp"
#include "order/samples.hpp"
#include "precedence.hpp"

#include <array>
#include <limits>
#include <memory>

// domain/order/README.md has the precedence as a table. Here each command is as wrong as it can be, is put
// right fault by fault, and meets the rules in that order.
using namespace docket;
using namespace docket::testing;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();

const std::array<history, 8> phases{nothing(),   pending(), placed_history(), paid(),
                                    confirmed(), shipped(), delivered(),      cancelled_after_payment()};

create_order worst_creation() {
  create_order command;
  command.personal = std::make_shared<const personal_data>(personal_data{.name = too_long_text});
  command.shipping_fee = {-1, 4};
  command.items = {item{.product = {}, .name = no_utf8, .pieces = {}, .unit_price = {-1, 4}}};
  command.place = true;
  command.payment_method = too_long_text;
  return command;
}

record_payment worst_payment(std::string_view payment) { return {order_1, payment_id{payment}, {-1, 4}, {}}; }

} // namespace

TEST_CASE("what the phase says comes before anything that the command states") {
  const std::string_view exists = "order_already_exists", absent = "order_not_found",
                         frozen = "order_already_placed", unpaid = "order_not_paid",
                         unshipped = "order_not_shipped", on_its_way = "order_already_shipped",
                         there = "order_already_delivered", gone = "order_cancelled",
                         not_gone = "order_not_cancelled";
  const std::vector<phase_row<order, 8>> rows = {
      {worst_creation(), {"", exists, exists, exists, exists, exists, exists, exists}},
      {adding(item{.product = {}, .name = no_utf8, .pieces = {}, .unit_price = {-1, 4}}),
       {absent, "", frozen, frozen, frozen, frozen, frozen, gone}},
      {remove_item{order_1, {}}, {absent, "", frozen, frozen, frozen, frozen, frozen, gone}},
      {change_quantity{order_1, {}, {}}, {absent, "", frozen, frozen, frozen, frozen, frozen, gone}},
      {place_order{order_1, no_utf8}, {absent, "", frozen, frozen, frozen, frozen, frozen, gone}},
      {worst_payment("p-2"),
       {absent, "order_not_placed", "", "order_already_paid", "order_already_paid", "order_already_paid",
        "order_already_paid", gone}},
      {worst_payment("p-1"),
       {absent, "order_not_placed", "", "payment_already_recorded", "payment_already_recorded",
        "payment_already_recorded", "payment_already_recorded", gone}},
      {confirming(), {absent, unpaid, unpaid, "", "order_already_confirmed", on_its_way, there, gone}},
      {ship_order{order_1, {}, {}, timestamp{highest}},
       {absent, unpaid, unpaid, "", "", on_its_way, there, gone}},
      {delivering(), {absent, unshipped, unshipped, unshipped, unshipped, "", there, gone}},
      {cancel_order{order_1, {}}, {absent, "", "", "", "", on_its_way, there, "order_already_cancelled"}},
      {record_refund{order_1, {}, {-1, 4}},
       {absent, not_gone, not_gone, not_gone, not_gone, not_gone, not_gone, ""}},
  };
  check_phase_comes_first(phases, rows);
}

TEST_CASE("a creation is refused for its ids, then currency, person, payment method, fee, items, placing") {
  auto command = worst_creation();
  const auto refused_by = [&](std::string_view rule) { given(nothing()).when(command).then_refused(rule); };
  given(nothing()).when(command).then_refused("invalid_id", {{"field", "orderId"}, {"value", "\"\""}});
  command.order = order_1;
  given(nothing()).when(command).then_refused("invalid_id", {{"field", "customerId"}, {"value", "\"\""}});
  command.customer = customer_id{"cust-1"};
  refused_by("unknown_currency");
  command.currency = usd;
  for (const auto& [bad, rule] : text_faults) {
    command.personal = std::make_shared<const personal_data>(personal_data{.name = bad});
    refused_by(rule);
  }
  command.personal = nullptr;
  for (const auto& [bad, rule] : text_faults) {
    command.payment_method = bad;
    refused_by(rule);
  }
  command.payment_method = "card";
  refused_by("too_many_decimals");
  command.shipping_fee = {-highest, 0};
  refused_by("amount_overflow");
  command.shipping_fee = {-1, 2};
  refused_by("shipping_fee_negative");
  command.shipping_fee = {};
  refused_by("invalid_id");
  command.items.clear();
  refused_by("order_is_empty");
  command.items = {an_item("free", 1, 0_money)};
  refused_by("order_total_not_positive");
}

TEST_CASE("personal text is read in the order of its fields") {
  postal_address address{no_utf8, no_utf8, no_utf8, no_utf8, no_utf8, no_utf8, no_utf8};
  personal_data stated{no_utf8, no_utf8, no_utf8, address, address};
  const auto refused_for = [&](const std::string& field) {
    auto command = creation();
    command.personal = std::make_shared<const personal_data>(stated);
    given(nothing()).when(command).then_refused("invalid_text", {{"field", field}});
  };
  for (const auto& [field, name] : {std::pair{&personal_data::name, "name"},
                                    {&personal_data::email, "email"},
                                    {&personal_data::phone, "phone"}}) {
    refused_for(std::string{"customer."} + name);
    stated.*field = {};
  }
  for (const auto& [which, prefix] : {std::pair{&personal_data::shipping_address, "shippingAddress."},
                                      {&personal_data::billing_address, "billingAddress."}}) {
    for (const auto& [part, name] : {std::pair{&postal_address::name, "name"},
                                     {&postal_address::line1, "line1"},
                                     {&postal_address::line2, "line2"},
                                     {&postal_address::city, "city"},
                                     {&postal_address::region, "region"},
                                     {&postal_address::postal_code, "postalCode"},
                                     {&postal_address::country, "country"}}) {
      refused_for(std::string{prefix} + name);
      (*(stated.*which)).*part = {};
    }
  }
}

TEST_CASE("an item is refused for what it is, then for what it does to the order") {
  const history dear{created(), added("dear", 999'999, {highest / 1'000'000})};
  auto asked =
      item{.product = {}, .name = too_long_and_no_utf8, .pieces = quantity{1'000'000}, .unit_price = {-1, 4}};
  const auto refused_by = [&](std::string_view rule) {
    given(dear).under({.max_lines = 1}).when(adding(asked)).then_refused(rule);
  };
  refused_by("invalid_id");
  asked.product = product_id{"dear"};
  for (const auto& [bad, rule] : text_faults) {
    asked.name = bad;
    refused_by(rule);
  }
  asked.name = {};
  refused_by("too_many_decimals");
  asked.unit_price = {-highest, 0};
  refused_by("amount_overflow");
  asked.unit_price = {-1, 2};
  refused_by("price_negative");
  asked.unit_price = {highest, 2};
  refused_by("product_price_differs");
  asked.unit_price = {highest / 1'000'000, 2};
  refused_by("quantity_out_of_range");
  asked.product = product_id{"other"};
  refused_by("too_many_lines");
  given(dear).when(adding(asked)).then_refused("amount_overflow");
}

TEST_CASE("a changed quantity is refused for its product, then for the total") {
  const history dear{created(), added("dear", 1, {highest})};
  given(dear).when(change_quantity{order_1, {}, quantity{2}}).then_refused("invalid_id");
  given(dear).when(changing("other", 2)).then_refused("line_not_found");
  given(dear).when(changing("dear", 2)).then_refused("amount_overflow");
}

TEST_CASE("a placing is refused for its payment method, then for having no items, then for its total") {
  place_order command{order_1, {}};
  for (const auto& [bad, rule] : text_faults) {
    command.payment_method = bad;
    given({created()}).when(command).then_refused(rule);
  }
  command.payment_method = "card";
  given({created()}).when(command).then_refused("order_is_empty");
  given({created(), added("free", 1, {0})}).when(command).then_refused("order_total_not_positive");
}

TEST_CASE("a payment is refused for being known, then for its id, method, form and size") {
  const auto history = placed_history() + testing::history{received("p-1", {1})};
  auto command = worst_payment("p-1");
  const auto refused_by = [&](std::string_view rule) { given(history).when(command).then_refused(rule); };
  refused_by("payment_already_recorded");
  command.payment = {};
  refused_by("invalid_id");
  command.payment = payment_id{"p-2"};
  refused_by("text_empty");
  for (const auto& [bad, rule] : text_faults) {
    command.method = bad;
    refused_by(rule);
  }
  command.method = "card";
  refused_by("too_many_decimals");
  command.paid = {-highest, 0};
  refused_by("amount_overflow");
  command.paid = {highest, 2};
  refused_by("payment_exceeds_amount_due");
  command.paid = 0.01_money;
  refused_by("payment_below_amount_due");
}

TEST_CASE("a shipment is refused for its tracking number, then its carrier, then its time") {
  ship_order command{order_1, {}, {}, timestamp{highest}};
  const auto refused_for = [&](std::string_view rule, const std::string& field) {
    const auto answer = given(paid()).when(command);
    answer.then_refused(rule);
    INFO(field);
    CHECK(decide(state_after(paid()), command, {}, {}).error().facts.front().second == field);
  };
  for (auto [field, name] :
       {std::pair{&ship_order::tracking_number, "trackingNumber"}, {&ship_order::carrier, "carrier"}}) {
    refused_for("text_empty", name);
    for (const auto& [bad, rule] : text_faults) {
      command.*field = bad;
      refused_for(rule, name);
    }
    command.*field = "good";
  }
  refused_for("invalid_time", "estimatedDelivery");
}

TEST_CASE("a refund is refused for its id, for being known, then for its form, sign and size") {
  const auto history = cancelled_after_payment() + testing::history{refunded("r-1", {1})};
  record_refund command{order_1, {}, {-1, 4}};
  const auto refused_by = [&](std::string_view rule) { given(history).when(command).then_refused(rule); };
  refused_by("invalid_id");
  command.refund = refund_id{"r-1"};
  refused_by("refund_already_recorded");
  command.refund = refund_id{"r-2"};
  refused_by("too_many_decimals");
  command.refunded = {highest, 0};
  refused_by("amount_overflow");
  command.refunded = 0_money;
  refused_by("refund_not_positive");
  command.refunded = 109.97_money;
  refused_by("refund_exceeds_amount_due");
}
