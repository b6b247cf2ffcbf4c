#include "docket/domain/quantity.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <stdexcept>

using docket::quantity;

TEST_CASE("a quantity is one piece to a million") {
  CHECK(quantity{}.pieces() == 1);
  CHECK(quantity::of(1).value().pieces() == 1);
  CHECK(quantity::of(1'000'000).value().pieces() == 1'000'000);
}

TEST_CASE("a quantity outside of the range is refused, or throws in code") {
  for (const std::int64_t bad :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1'000'001}, (std::int64_t{1} << 32) + 1,
        std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    const auto refused = quantity::of(bad);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().rule == "quantity_out_of_range");
    CHECK_THROWS_AS(quantity{bad}, std::invalid_argument);
  }
}
