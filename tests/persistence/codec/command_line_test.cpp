#include "docket/persistence/codec/command_line.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <type_traits>
#include <vector>

using namespace docket;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

command_line read(std::string_view line) {
  auto parsed = parse_command_line(line);
  INFO(line);
  if (!parsed) FAIL(parsed.error().message);
  return std::move(*parsed);
}

template <class Command>
Command read_as(std::string_view line) {
  auto command = read(line).command;
  if constexpr (std::is_constructible_v<stock_command, Command>) {
    return std::get<Command>(std::get<stock_command>(std::move(command)));
  } else {
    return std::get<Command>(std::get<order_command>(std::move(command)));
  }
}

malformed_line refused(std::string_view line) {
  auto parsed = parse_command_line(line);
  INFO(line.substr(0, 200));
  REQUIRE_FALSE(parsed);
  return parsed.error();
}

std::string rule_of(std::string_view line) { return refused(line).rule; }

const json add_item_line = {
    {"command", "addItem"}, {"orderId", "o"}, {"productId", "p"}, {"quantity", 1}, {"unitPrice", "1"}};

// An addItem whose field has another value, written as it stands here.
std::string adding(std::string_view field, std::string_view value) {
  auto line = add_item_line;
  line[std::string{field}] = "@";
  auto written = line.dump();
  return written.replace(written.find("\"@\""), 3, value);
}

std::string with(std::string_view field, const json& value) {
  auto line = add_item_line;
  line[std::string{field}] = value;
  return line.dump();
}

std::string without(const std::string& field) {
  auto line = add_item_line;
  line.erase(field);
  return line.dump();
}

} // namespace

TEST_CASE("an order is created with all that can be stated") {
  const auto c =
      read_as<create_order>(R"({"command":"createOrder","orderId":"order-001","customerId":"cust-1",
      "currency":"USD","shippingFee":"5.99","customer":{"name":"Ann Ample","email":"ann@a.example","phone":"+1"},
      "shippingAddress":{"name":"Ann","line1":"1 Street","line2":"2nd","city":"Town","region":"R","postalCode":"123","country":"US"},
      "billingAddress":{"city":"Elsewhere"},"items":[{"productId":"widget","name":"Widget","quantity":2,"unitPrice":29.99},
      {"productId":"gadget","quantity":1,"unitPrice":"49.99"}],"place":true,"paymentMethod":"boleto"})");
  CHECK(c.order == order_id{"order-001"});
  CHECK(c.customer == customer_id{"cust-1"});
  CHECK(c.currency == currency{"USD"});
  CHECK(c.shipping_fee == 5.99_money);
  REQUIRE(c.personal);
  CHECK(*c.personal == personal_data{"Ann Ample", "ann@a.example", "+1",
                                     postal_address{"Ann", "1 Street", "2nd", "Town", "R", "123", "US"},
                                     postal_address{"", "", "", "Elsewhere", "", "", ""}});
  CHECK(c.items == std::vector<item>{{product_id{"widget"}, "Widget", quantity{2}, 29.99_money},
                                     {product_id{"gadget"}, "", quantity{1}, 49.99_money}});
  CHECK(c.place);
  CHECK(c.payment_method == text{"boleto"});
}

TEST_CASE("an order is created with what must be stated, and the rest is nothing") {
  const auto c =
      read_as<create_order>(R"({"command":"createOrder","orderId":"o","customerId":"c","currency":"JPY"})");
  CHECK(c.shipping_fee == decimal{0, 0});
  CHECK(c.personal == nullptr);
  CHECK(c.items.empty());
  CHECK_FALSE(c.place);
  CHECK(c.payment_method.empty());
}

TEST_CASE("every other command is read with its fields") {
  const auto added = read_as<add_item>(
      R"({"command":"addItem","orderId":"o","productId":"p","name":"Zür \u00e9","quantity":1000000,"unitPrice":"0.10"})");
  CHECK(added.added == item{product_id{"p"}, "Zür é", quantity{1'000'000}, {10, 2}});
  CHECK(read_as<remove_item>(R"({"command":"removeItem","orderId":"o","productId":"p"})").product ==
        product_id{"p"});
  const auto changed =
      read_as<change_quantity>(R"({"command":"changeQuantity","orderId":"o","productId":"p","quantity":3})");
  CHECK(changed.product == product_id{"p"});
  CHECK(changed.pieces == quantity{3});
  const auto placed =
      read_as<place_order>(R"({"command":"placeOrder","orderId":"o","paymentMethod":"card"})");
  CHECK(placed.order == order_id{"o"});
  CHECK(placed.payment_method == text{"card"});
  CHECK(read_as<place_order>(R"({"command":"placeOrder","orderId":"o"})").payment_method.empty());
  const auto paid = read_as<record_payment>(
      R"({"command":"recordPayment","orderId":"o","paymentId":"pay","amount":"9","method":"card"})");
  CHECK(paid.payment == payment_id{"pay"});
  CHECK(paid.paid == 9_money);
  CHECK(paid.method == text{"card"});
  CHECK(read_as<confirm_order>(R"({"command":"confirmOrder","orderId":"o"})").order == order_id{"o"});
  const auto shipped =
      read_as<ship_order>(R"({"command":"shipOrder","orderId":"o","trackingNumber":"1Z","carrier":"UPS",
      "estimatedDelivery":"1970-01-01T01:00:00.5+01:00"})");
  CHECK(shipped.tracking_number == text{"1Z"});
  CHECK(shipped.carrier == text{"UPS"});
  CHECK(shipped.estimated_delivery == timestamp{500'000});
  CHECK(read_as<deliver_order>(R"({"command":"deliverOrder","orderId":"o"})").order == order_id{"o"});
  CHECK(read_as<cancel_order>(R"({"command":"cancelOrder","orderId":"o","reason":"r"})").reason == text{"r"});
  const auto refund =
      read_as<record_refund>(R"({"command":"recordRefund","orderId":"o","refundId":"ref","amount":1.5})");
  CHECK(refund.refund == refund_id{"ref"});
  CHECK(refund.refunded == 1.5_money);
}

TEST_CASE("stock is received and adjusted, for a product and not for an order") {
  const auto received =
      read_as<receive_stock>(R"({"command":"receiveStock","productId":"p","quantity":250})");
  CHECK(received.product == product_id{"p"});
  CHECK(received.pieces == quantity{250});
  const auto adjusted =
      read_as<adjust_stock>(R"({"command":"adjustStock","productId":"p","difference":-3,"reason":"broken"})");
  CHECK(adjusted.product == product_id{"p"});
  CHECK(adjusted.difference == -3);
  CHECK(adjusted.reason == text{"broken"});
  const auto line =
      read(R"({"command":"receiveStock","productId":"p","quantity":1,"commandId":"c-1","userId":"anna"})");
  CHECK(name_of(line.command) == "receiveStock");
  CHECK(line.options.id == command_id{"c-1"});
  CHECK(line.options.user == text{"anna"});
  CHECK(rule_of(R"({"command":"receiveStock","orderId":"o","productId":"p","quantity":1})") ==
        "unknown_field");
  CHECK(rule_of(R"({"command":"receiveStock","quantity":1})") == "missing_field");
  CHECK(rule_of(R"({"command":"receiveStock","productId":"a b","quantity":1})") == "invalid_id");
  CHECK(rule_of(R"({"command":"receiveStock","productId":"p","quantity":0})") == "quantity_out_of_range");
  CHECK(rule_of(R"({"command":"adjustStock","productId":"p","difference":1.5,"reason":"r"})") ==
        "wrong_type");
  CHECK(rule_of(R"({"command":"adjustStock","productId":"p","difference":"-3","reason":"r"})") ==
        "wrong_type");
  CHECK(
      rule_of(R"({"command":"adjustStock","productId":"p","difference":9223372036854775808,"reason":"r"})") ==
      "wrong_type");
  CHECK(rule_of(R"({"command":"adjustStock","productId":"p","difference":1})") == "missing_field");
}

TEST_CASE("what fulfilments ask of a stock cannot be sent as a line") {
  for (const std::string name : {"reserveStock", "releaseStock", "shipStock"}) {
    const auto line = R"({"command":")" + name + R"(","productId":"p","orderId":"o","quantity":1})";
    CHECK(rule_of(line) == "unknown_command");
  }
}

TEST_CASE("what comes with a command is read, and is nothing when it is not stated") {
  const auto all =
      read(R"({"command":"placeOrder","orderId":"o","commandId":"c-1","occurredAt":"1970-01-01T00:00:01Z",
      "userId":"anna","correlationId":"corr","causationId":"cause","traceparent":"00-ab-cd-01"})")
          .options;
  CHECK(all.id == command_id{"c-1"});
  CHECK(all.occurred_at == timestamp{1'000'000});
  CHECK(all.user == text{"anna"});
  CHECK(all.correlation == text{"corr"});
  CHECK(all.causation == text{"cause"});
  CHECK(all.traceparent == text{"00-ab-cd-01"});
  const auto none = read(R"({"command":"placeOrder","orderId":"o"})").options;
  CHECK(none.id.empty());
  CHECK_FALSE(none.occurred_at);
  CHECK(
      (none.user.empty() && none.correlation.empty() && none.causation.empty() && none.traceparent.empty()));
}

TEST_CASE("fields may stand in any order, with blanks around them") {
  CHECK(read_as<place_order>(" { \"orderId\" : \"o\" ,\t\"command\" : \"placeOrder\" } \r\n").order ==
        order_id{"o"});
}

TEST_CASE("money is read from its text, string or number, and keeps its decimals") {
  const auto price = [](std::string_view value) {
    return read_as<add_item>(adding("unitPrice", value)).added.unit_price;
  };
  CHECK(price(R"("29.90")") == decimal{2990, 2});
  CHECK(price("29.90") == decimal{2990, 2});
  CHECK(price("29") == decimal{29, 0});
  CHECK(price("-1.5") == decimal{-15, 1});
  CHECK(price("90071992547409.93") == decimal{9007199254740993, 2});
  CHECK(price("9223372036854775807") == decimal{9223372036854775807, 0});
  CHECK(price("0.1") == decimal{1, 1});
  CHECK(price("1.999") == decimal{1999, 3});
}

TEST_CASE("money in another form is refused by the field's name") {
  for (const std::string bad : {"1e2", "1E2", "1.0e0", "\"1e2\"", "\"\"", "\"+1\"", "\"1.\"", "\".5\"",
                                "\"1,50\"", "\" 1\"", "\"NaN\"", "\"0x10\"", "\"1_000\""}) {
    CHECK(rule_of(adding("unitPrice", bad)) == "invalid_money");
    CHECK_THAT(refused(adding("unitPrice", bad)).message, Contains("unitPrice"));
  }
  for (const std::string big : {"9223372036854775808", "18446744073709551616", "\"92233720368547758.080\"",
                                "99999999999999999999999"}) {
    CHECK(rule_of(adding("unitPrice", big)) == "amount_overflow");
    CHECK_THAT(refused(adding("unitPrice", big)).message, Contains("unitPrice"));
  }
  CHECK(rule_of(adding("unitPrice", "\"0.1234567890123456789\"")) == "too_many_decimals");
  CHECK(rule_of(adding("unitPrice", "true")) == "wrong_type");
}

TEST_CASE("a quantity is a whole number from one to a million") {
  for (const std::string bad : {"0", "-1", "1000001", "9223372036854775807"}) {
    CHECK(rule_of(adding("quantity", bad)) == "quantity_out_of_range");
  }
  for (const std::string bad :
       {"9223372036854775808", "18446744073709551616", "1.5", "1.0", "1e2", "\"1\"", "null", "[1]"}) {
    CHECK(rule_of(adding("quantity", bad)) == "wrong_type");
    CHECK_THAT(refused(adding("quantity", bad)).message, Contains("quantity"));
  }
  CHECK(rule_of(adding("quantity", "1" + std::string(400, '0'))) == "wrong_type");
}

TEST_CASE("an unknown command is refused with the list of those there are") {
  const auto problem = refused(R"({"command":"explodeOrder","orderId":"o","what":1})");
  CHECK(problem.rule == "unknown_command");
  CHECK_THAT(problem.message, Contains("explodeOrder") && Contains("createOrder") &&
                                  Contains("recordRefund") && Contains("receiveStock"));
}

TEST_CASE("an unknown field is refused by name, wherever it stands") {
  CHECK(rule_of(with("urgent", true)) == "unknown_field");
  CHECK_THAT(refused(with("urgent", true)).message, Contains("urgent"));
  const auto nested = refused(R"({"command":"createOrder","orderId":"o","customerId":"c","currency":"USD",
      "items":[{"productId":"p","quantity":1,"unitPrice":"1"},{"productId":"p","quantity":1,"unitPrice":"1","colour":"red"}]})");
  CHECK(nested.rule == "unknown_field");
  CHECK_THAT(nested.message, Contains("colour") && Contains("items[1]"));
  CHECK(rule_of(R"({"command":"placeOrder","orderId":"o","reason":"r"})") == "unknown_field");
  CHECK(
      rule_of(
          R"({"command":"createOrder","orderId":"o","customerId":"c","currency":"USD","customer":{"fax":"1"}})") ==
      "unknown_field");
  CHECK(
      rule_of(
          R"({"command":"createOrder","orderId":"o","customerId":"c","currency":"USD","shippingAddress":{"zip":"1"}})") ==
      "unknown_field");
}

TEST_CASE("a misspelt field is told as unknown, not as missing") {
  const auto problem =
      refused(R"({"command":"addItem","orderId":"o","productId":"p","quantiy":1,"unitPrice":"1"})");
  CHECK(problem.rule == "unknown_field");
  CHECK_THAT(problem.message, Contains("quantiy"));
}

TEST_CASE("a missing field is refused by name") {
  for (const auto field : {"command", "orderId", "productId", "quantity", "unitPrice"}) {
    CHECK(rule_of(without(field)) == "missing_field");
    CHECK_THAT(refused(without(field)).message, Contains(field));
  }
  CHECK_THAT(
      refused(
          R"({"command":"createOrder","orderId":"o","customerId":"c","currency":"USD","items":[{"productId":"p",
      "quantity":1}]})")
          .message,
      Contains("items[0].unitPrice"));
}

TEST_CASE("a wrong type is refused by the field's name") {
  for (const auto field :
       {"command", "orderId", "productId", "name", "commandId", "userId", "occurredAt", "traceparent"}) {
    for (const json& bad : {json(7), json(nullptr), json::array(), json::object(), json(true)}) {
      CHECK(rule_of(with(field, bad)) == "wrong_type");
      CHECK_THAT(refused(with(field, bad)).message, Contains(field));
    }
  }
  for (const auto field : {"customer", "shippingAddress", "items", "place"}) {
    json line = {{"command", "createOrder"},
                 {"orderId", "o"},
                 {"customerId", "c"},
                 {"currency", "USD"},
                 {field, nullptr}};
    CHECK(rule_of(line.dump()) == "wrong_type");
    line[field] = "x";
    CHECK(rule_of(line.dump()) == "wrong_type");
  }
  CHECK(rule_of(R"({"command":"createOrder","orderId":"o","customerId":"c","currency":"USD","items":[7]})") ==
        "wrong_type");
}

TEST_CASE("ids are held to their letters and length") {
  for (const std::string bad :
       {"../../etc/passwd", "a/b", "quo\"te", "it's", "a b", "", "é", "a\\b", "a\nb", "a;--"}) {
    for (const auto field : {"orderId", "productId", "commandId"}) {
      CHECK(rule_of(with(field, bad)) == "invalid_id");
      CHECK_THAT(refused(with(field, bad)).message, Contains(field));
    }
  }
  CHECK(rule_of(with("orderId", std::string(129, 'x'))) == "invalid_id");
  CHECK(read_as<add_item>(with("orderId", std::string(128, 'x'))).order.view().size() == 128);
}

TEST_CASE("a time must be RFC 3339 with a zone") {
  for (const std::string bad :
       {"yesterday", "2026-03-01", "2026-03-01T10:15:00", "2026-02-30T10:15:00Z", ""}) {
    CHECK(rule_of(with("occurredAt", bad)) == "invalid_time");
    CHECK_THAT(refused(with("occurredAt", bad)).message, Contains("occurredAt"));
  }
}

TEST_CASE("an unknown currency is refused") {
  CHECK(rule_of(R"({"command":"createOrder","orderId":"o","customerId":"c","currency":"usd"})") ==
        "unknown_currency");
}

TEST_CASE("text must be UTF-8 without U+0000") {
  CHECK(rule_of("{\"command\":\"cancelOrder\",\"orderId\":\"o\",\"reason\":\"\xff\"}") == "invalid_utf8");
  CHECK(rule_of(R"({"command":"cancelOrder","orderId":"o","reason":"a\u0000b"})") == "nul_character");
  CHECK(rule_of(std::string_view{"{\"command\":\"\0\"}", 15}) == "nul_character");
  CHECK(rule_of(R"({"command":"cancelOrder","orderId":"o","reason":"\ud800"})") == "malformed_json");
}

TEST_CASE("what comes with a command is at most a thousand bytes long") {
  for (const auto field : {"userId", "correlationId", "causationId", "traceparent"}) {
    CHECK(read_as<add_item>(with(field, std::string(1'000, 'x'))).order == order_id{"o"});
    CHECK(rule_of(with(field, std::string(1'001, 'x'))) == "text_too_long");
    CHECK_THAT(refused(with(field, std::string(1'001, 'x'))).message, Contains(field));
  }
}

TEST_CASE("a byte order mark before the first line is passed over") {
  CHECK(read_as<place_order>("\xef\xbb\xbf{\"command\":\"placeOrder\",\"orderId\":\"o\"}").order ==
        order_id{"o"});
}

TEST_CASE("what is not one JSON object is no command") {
  CHECK(rule_of("") == "empty_line");
  CHECK(rule_of(" \t\r\n") == "empty_line");
  for (const auto bad : {"[]", "1", "\"placeOrder\"", "null", "true"})
    CHECK(rule_of(bad) == "wrong_type");
  for (const auto bad : {"hello", "{", R"({"command":"placeOrder","orderId":"o"} {})",
                         R"({"command":"placeOrder",})", R"({"command":"placeOrder","orderId":"o"}x)"}) {
    CHECK(rule_of(bad) == "malformed_json");
  }
  CHECK(rule_of(R"({"command":"placeOrder","orderId":"o","orderId":"o"})") == "duplicate_key");
}

TEST_CASE("a line is at most a mebibyte long") {
  const auto line_of = [](std::size_t bytes) {
    const std::string frame = R"({"command":"cancelOrder","orderId":"o","reason":""})";
    auto line = frame;
    return line.insert(frame.size() - 2, std::string(bytes - frame.size(), 'x'));
  };
  CHECK(read_as<cancel_order>(line_of(command_line_bytes_max)).reason.size() > 1'000'000);
  CHECK(rule_of(line_of(command_line_bytes_max + 1)) == "line_too_long");
}

TEST_CASE("a megabyte of brackets is refused and not followed") {
  CHECK(rule_of(std::string(1 << 20, '[')) == "nested_too_deeply");
  CHECK(rule_of(R"({"command":"createOrder","items":)" + std::string(1 << 19, '[')) == "nested_too_deeply");
}

TEST_CASE("a complaint is one line of bounded length, whatever stands in the input") {
  const auto junk = std::string(100'000, 'x') + "\n\x1b[31m\"";
  for (const auto& line : {with(junk, 1), with("command", junk), with("orderId", junk),
                           with("unitPrice", junk), with("occurredAt", junk),
                           "{\"" + std::string(100'000, 'x') + "\":" + "1" + std::string(1000, '0') + "}"}) {
    const auto message = refused(line).message;
    CHECK(message.size() < 400);
    CHECK(message.find_first_of("\n\r\x1b") == message.npos);
  }
}
