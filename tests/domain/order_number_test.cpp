#include "docket/domain/order_number.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

using docket::order_number;
using docket::parse_order_number;

TEST_CASE("order numbers are what they always were") {
  CHECK(order_number(1) == "11");
  CHECK(order_number(31) == "ZZ");
  CHECK(order_number(32) == "10*");
  CHECK(order_number(36) == "14U");
  CHECK(order_number(37) == "150");
  CHECK(order_number(1234) == "16JD");
  CHECK(order_number(std::numeric_limits<std::uint64_t>::max()) == "FZZZZZZZZZZZZB");
}

TEST_CASE("an order number is read as people write it") {
  CHECK(parse_order_number("16JD") == 1234u);
  CHECK(parse_order_number("16jd") == 1234u);
  CHECK(parse_order_number("i6-j-d") == 1234u);
  CHECK(parse_order_number("L6JD") == 1234u);
  CHECK(parse_order_number("1O*") == 32u);
  CHECK(parse_order_number("14u") == 36u);
}

TEST_CASE("what is no order number is nothing") {
  for (const std::string bad : {"", "1", "-", "16JE", "61JD", "16J", "U1", "1*1", "16 JD", "1!", "é1"}) {
    CHECK_FALSE(parse_order_number(bad));
  }
  CHECK_FALSE(parse_order_number("G00000000000000"));
  CHECK_FALSE(parse_order_number(std::string(1'000, 'Z')));
}

TEST_CASE("every order number reads back as its position") {
  CHECK(rc::check([] {
    const auto position = *rc::gen::arbitrary<std::uint64_t>();
    RC_ASSERT(parse_order_number(order_number(position)) == std::optional{position});
  }));
}

TEST_CASE("a mistyped character of an order number is found") {
  CHECK(rc::check([] {
    const auto position = *rc::gen::arbitrary<std::uint32_t>();
    auto number = order_number(position);
    auto& mistyped = number[*rc::gen::inRange<std::size_t>(0, number.size())];
    mistyped =
        *rc::gen::distinctFrom(rc::gen::elementOf(std::string{"0123456789ABCDEFGHJKMNPQRSTVWXYZ"}), mistyped);
    RC_ASSERT(parse_order_number(number) == std::nullopt);
  }));
}
