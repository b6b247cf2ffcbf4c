#include "order/samples.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

namespace {

std::vector<std::pair<order_command, std::string_view>> every_command() {
  return {
      {creation(), "createOrder"},
      {adding({}), "addItem"},
      {removing("x"), "removeItem"},
      {changing("x", 1), "changeQuantity"},
      {placing(), "placeOrder"},
      {paying("p", {}), "recordPayment"},
      {confirming(), "confirmOrder"},
      {shipping(), "shipOrder"},
      {delivering(), "deliverOrder"},
      {cancelling(), "cancelOrder"},
      {refunding("r", {}), "recordRefund"},
  };
}

} // namespace

TEST_CASE("commands have the names that command lines use") {
  CHECK(every_command().size() == std::variant_size_v<order_command>);
  for (const auto& [command, name] : every_command())
    CHECK(command_name(command) == name);
}

TEST_CASE("every command knows its order") {
  for (const auto& [command, name] : every_command()) {
    INFO(name);
    CHECK(target(command) == order_1);
    CHECK(order::id_of(command) == "order-001");
  }
}

TEST_CASE("only a creation begins a stream") {
  for (const auto& [command, name] : every_command()) {
    CHECK(order::begins_stream(command) == (name == "createOrder"));
  }
}
