#include "docket/domain/ids.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <type_traits>

using namespace docket;

TEST_CASE("an id is 1 to 128 unreserved characters or colons") {
  for (const std::string good : {"a", "order-001", "A.b_c~d:e-9", "..", "0"})
    CHECK(is_valid_id(good));
  CHECK(is_valid_id(std::string(128, 'x')));

  for (const std::string bad : {"", "../x", "a b", "a'b", "a\"b", "é", "a\n", "a/b", "a%20", "a,b", "a+b"}) {
    CHECK_FALSE(is_valid_id(bad));
  }
  CHECK_FALSE(is_valid_id(std::string(129, 'x')));
  CHECK_FALSE(is_valid_id(std::string("a\0b", 3)));
}

TEST_CASE("an id from outside that is not valid is refused and says which field it was for") {
  const auto refused = product_id::parse("../etc");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().rule == "invalid_id");
  CHECK(refused.error().message.find("productId \"../etc\"") == 0);
}

TEST_CASE("a refused id is shown without its strange bytes and without its length") {
  std::string bytes("\xff\n\0", 3);
  bytes.append(1'000'000, 'x');
  const auto strange = order_id::parse(bytes);
  REQUIRE_FALSE(strange);
  CHECK(strange.error().message.find("\"\\xff\\x0a\\x00xxx") != std::string::npos);
  CHECK(strange.error().message.size() < 250);
}

TEST_CASE("an id written in code that is not valid throws") {
  CHECK_THROWS_AS(order_id{"a b"}, std::invalid_argument);
  CHECK_THROWS_AS(order_id{""}, std::invalid_argument);
  CHECK(order_id{"a"}.view() == "a");
  CHECK(order_id{}.empty());
}

TEST_CASE("ids of different kinds cannot be confused") {
  STATIC_REQUIRE_FALSE(std::is_convertible_v<order_id, customer_id>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<payment_id, refund_id>);
  STATIC_REQUIRE_FALSE(std::is_convertible_v<std::string_view, order_id>);
}
