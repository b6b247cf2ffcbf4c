#include "docket/domain/money.hpp"

#include "docket/domain/currencies.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

using namespace docket;

namespace {

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();

const currency usd{"USD"}, jpy{"JPY"}, kwd{"KWD"}, uyw{"UYW"};

std::string_view rule_of(const auto& refused) {
  REQUIRE_FALSE(refused);
  return refused.error().rule;
}

} // namespace

TEST_CASE("a currency knows the decimals of its minor unit") {
  CHECK(usd.exponent() == 2);
  CHECK(jpy.exponent() == 0);
  CHECK(kwd.exponent() == 3);
  CHECK(uyw.exponent() == 4);
  CHECK(usd.code() == "USD");
  CHECK(currency{}.code().empty());
}

TEST_CASE("every currency of the table is found by its code") {
  CHECK(currency_table.size() == 165);
  for (const auto& entry : currency_table) {
    const auto found = currency::parse(entry.code);
    REQUIRE(found);
    CHECK(found->code() == entry.code);
    CHECK(found->exponent() == entry.exponent);
    CHECK(*found == currency{entry.code});
  }
}

TEST_CASE("what is no active currency with a minor unit is refused") {
  for (const std::string bad :
       {"", "usd", "US", "USDX", "AAA", "ZZZ", "DEM", "HRK", "XAU", "XXX", "XTS", "U\"D", "US\xff"}) {
    CHECK(rule_of(currency::parse(bad)) == "unknown_currency");
    CHECK_THROWS_AS(currency{bad}, std::invalid_argument);
  }
}

TEST_CASE("a decimal is read exactly as it was written") {
  CHECK(parse_decimal("29.99") == decimal{2999, 2});
  CHECK(parse_decimal("-3") == decimal{-3, 0});
  CHECK(parse_decimal("0.5") == decimal{5, 1});
  CHECK(parse_decimal("0.50") == decimal{50, 2});
  CHECK(parse_decimal("007") == decimal{7, 0});
  CHECK(parse_decimal("-0") == decimal{0, 0});
  CHECK(parse_decimal("0.000000000000000001") == decimal{1, 18});
  CHECK(parse_decimal("9223372036854775807") == decimal{highest, 0});
  CHECK(parse_decimal("-9223372036854775808") == decimal{lowest, 0});
}

TEST_CASE("what is no decimal is refused by name") {
  for (const std::string bad : {"", "-", ".", "5.", ".5", "-.5", "1.2.3", "1e3", "+1", " 1", "1 ", "1,5",
                                "0x10", "--1", "1-", "NaN", "١"}) {
    INFO(bad);
    CHECK(rule_of(parse_decimal(bad)) == "invalid_money");
  }
  CHECK(rule_of(parse_decimal("0.0000000000000000001")) == "too_many_decimals");
  CHECK(rule_of(parse_decimal("9223372036854775808")) == "amount_overflow");
  CHECK(rule_of(parse_decimal("-92233720368547758.09")) == "amount_overflow");
  CHECK(rule_of(parse_decimal(std::string(1'000'000, '9'))) == "amount_overflow");
}

TEST_CASE("a decimal becomes an amount of the currency's minor units") {
  CHECK(to_amount(29.99_money, usd) == amount{2999});
  CHECK(to_amount(30_money, usd) == amount{3000});
  CHECK(to_amount(1.5_money, kwd) == amount{1500});
  CHECK(to_amount(5_money, jpy) == amount{5});
  CHECK(to_amount({-1, 0}, usd) == amount{-100});
}

TEST_CASE("more decimals than the currency has are refused, zeros too") {
  CHECK(rule_of(to_amount(29.990_money, usd)) == "too_many_decimals");
  CHECK(rule_of(to_amount(5.0_money, jpy)) == "too_many_decimals");
  const auto refused = to_amount(29.999_money, usd);
  CHECK(refused.error().facts ==
        decltype(rejection::facts){{"amount", "29.999"}, {"currency", "USD"}, {"decimals", "2"}});
}

TEST_CASE("an amount past 64 bits of minor units is refused") {
  CHECK(to_amount({highest / 100, 0}, usd) == amount{highest / 100 * 100});
  CHECK(rule_of(to_amount({highest / 100 + 1, 0}, usd)) == "amount_overflow");
  CHECK(rule_of(to_amount({1, -20}, usd)) == "amount_overflow");
}

TEST_CASE("amounts are added, subtracted and multiplied within 64 bits or not at all") {
  CHECK(checked_add({1}, {2}) == amount{3});
  CHECK(checked_subtract({1}, {2}) == amount{-1});
  CHECK(checked_multiply({2999}, 3) == amount{8997});
  CHECK(checked_add({highest}, {0}) == amount{highest});
  CHECK(rule_of(checked_add({highest}, {1})) == "amount_overflow");
  CHECK(rule_of(checked_subtract({lowest}, {1})) == "amount_overflow");
  CHECK(rule_of(checked_multiply({highest / 2 + 1}, 2)) == "amount_overflow");
  CHECK(rule_of(checked_multiply({lowest}, -1)) == "amount_overflow");
}

TEST_CASE("an amount is written with exactly the currency's decimals") {
  CHECK(format_amount({2999}, usd) == "29.99");
  CHECK(format_amount({5}, usd) == "0.05");
  CHECK(format_amount({-5}, usd) == "-0.05");
  CHECK(format_amount({0}, usd) == "0.00");
  CHECK(format_amount({5}, jpy) == "5");
  CHECK(format_amount({12345}, kwd) == "12.345");
  CHECK(format_amount({lowest}, usd) == "-92233720368547758.08");
}

TEST_CASE("an amount that is written in code and is none throws") {
  CHECK_THROWS_AS(1e3_money, std::invalid_argument);
  CHECK_THROWS_AS(1'000_money, std::invalid_argument);
}

TEST_CASE("every amount reads back as it was written, in every currency") {
  CHECK(rc::check([] {
    const auto entry = *rc::gen::elementOf(currency_table);
    const currency in{entry.code};
    const amount value{*rc::gen::arbitrary<std::int64_t>()};
    const auto written = format_amount(value, in);
    RC_ASSERT(parse_written_amount(written) == value);
    RC_ASSERT(to_amount(*parse_decimal(written), in) == value);
    RC_ASSERT(to_amount(from_amount(value, in), in) == value);
  }));
}
