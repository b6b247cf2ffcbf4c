#include "docket/domain/timestamp.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <cstdint>
#include <limits>
#include <string>

using namespace docket;

namespace {

std::int64_t parsed(std::string_view rfc3339) { return parse_timestamp(rfc3339).value().microseconds; }

} // namespace

TEST_CASE("a time is read as RFC 3339 writes it") {
  CHECK(parsed("1970-01-01T00:00:00Z") == 0);
  CHECK(parsed("1970-01-01T00:00:00.000001Z") == 1);
  CHECK(parsed("2026-03-01T10:15:00Z") == 1'772'360'100'000'000);
  CHECK(parsed("2026-03-01T10:15:00.25Z") == 1'772'360'100'250'000);
  CHECK(parsed("2026-03-01t10:15:00z") == 1'772'360'100'000'000);
  CHECK(parsed("2024-02-29T00:00:00Z") == parsed("2024-03-01T00:00:00Z") - 86'400'000'000);
  CHECK(parsed("1969-12-31T23:59:59.999999Z") == -1);
}

TEST_CASE("a time with an offset is the instant in UTC") {
  CHECK(parsed("2026-03-01T11:15:00+01:00") == parsed("2026-03-01T10:15:00Z"));
  CHECK(parsed("2026-02-28T23:30:00-04:30") == parsed("2026-03-01T04:00:00Z"));
  CHECK(parsed("2026-03-01T10:15:00-00:00") == parsed("2026-03-01T10:15:00Z"));
}

TEST_CASE("the years 0001 to 9999 and nothing else") {
  CHECK(parse_timestamp("0001-01-01T00:00:00Z").value() == earliest_time);
  CHECK(parse_timestamp("9999-12-31T23:59:59.999999Z").value() == latest_time);
  CHECK_FALSE(parse_timestamp("0001-01-01T00:00:00+00:01"));
  CHECK_FALSE(parse_timestamp("9999-12-31T23:59:59-00:01"));
  CHECK_FALSE(parse_timestamp("0000-12-31T00:00:00Z"));
  CHECK_FALSE(is_valid_time({earliest_time.microseconds - 1}));
  CHECK_FALSE(is_valid_time({latest_time.microseconds + 1}));
}

TEST_CASE("what is no time is refused by name") {
  for (const std::string bad : {"",
                                "2026-03-01",
                                "2026-03-01T10:15:00",
                                "2026-03-01 10:15:00Z",
                                "2026-3-1T10:15:00Z",
                                "2026-02-29T10:15:00Z",
                                "2026-13-01T10:15:00Z",
                                "2026-00-01T10:15:00Z",
                                "2026-04-31T10:15:00Z",
                                "2026-03-00T10:15:00Z",
                                "2026-03-01T24:00:00Z",
                                "2026-03-01T10:60:00Z",
                                "2016-12-31T23:59:60Z",
                                "2026-03-01T10:15Z",
                                "2026-03-01T10:15:00.Z",
                                "2026-03-01T10:15:00.1234567Z",
                                "2026-03-01T10:15:00,5Z",
                                "2026-03-01T10:15:00+0100",
                                "2026-03-01T10:15:00+24:00",
                                "2026-03-01T10:15:00+01:60",
                                "2026-03-01T10:15:00ZZ",
                                " 2026-03-01T10:15:00Z",
                                "+2026-03-01T10:15:00Z",
                                "20a6-03-01T10:15:00Z",
                                "1772360100"}) {
    const auto refused = parse_timestamp(bad);
    INFO(bad);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().rule == "invalid_time");
  }
}

TEST_CASE("a time is written with no more decimals than it needs") {
  const auto whole = parse_timestamp("2026-03-01T10:15:00Z").value();
  CHECK(format_timestamp(whole) == "2026-03-01T10:15:00Z");
  CHECK(format_timestamp({whole.microseconds + 250'000}) == "2026-03-01T10:15:00.250Z");
  CHECK(format_timestamp({whole.microseconds + 1}) == "2026-03-01T10:15:00.000001Z");
  CHECK(format_timestamp({-1}) == "1969-12-31T23:59:59.999999Z");
}

TEST_CASE("an instant outside of the years is written as the nearest inside") {
  CHECK(format_timestamp({std::numeric_limits<std::int64_t>::min()}) == "0001-01-01T00:00:00Z");
  CHECK(format_timestamp({std::numeric_limits<std::int64_t>::max()}) == "9999-12-31T23:59:59.999999Z");
}

TEST_CASE("every time reads back as it was written") {
  CHECK(rc::check([] {
    const timestamp t{*rc::gen::inRange(earliest_time.microseconds, latest_time.microseconds + 1)};
    RC_ASSERT(parse_timestamp(format_timestamp(t)) == t);
  }));
}
