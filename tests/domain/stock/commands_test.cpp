#include "stock/samples.hpp"

#include <utility>

using namespace docket;
using namespace docket::testing::stocks;

TEST_CASE("a stock's commands have stable names, know their product, and none of them begins a stream") {
  const std::vector<std::pair<stock_command, std::string_view>> every_command{
      {receiving(1), "receiveStock"},          {adjusting(1), "adjustStock"},
      {reserving(order_1, 1), "reserveStock"}, {releasing(order_1), "releaseStock"},
      {shipping(order_1), "shipStock"},
  };
  CHECK(every_command.size() == std::variant_size_v<stock_command>);
  CHECK(stock::stream_type == "stock");
  for (const auto& [command, name] : every_command) {
    CHECK(command_name(command) == name);
    CHECK(target(command) == widget);
    CHECK(stock::id_of(command) == "widget");
    CHECK_FALSE(stock::begins_stream(command));
  }
}

TEST_CASE("unless operators say otherwise, nothing is sold that is not there") {
  CHECK(stock_limits{}.unknown_products == unknown_product_policy::refuse);
}
