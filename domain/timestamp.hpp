#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace docket {

// An instant in UTC, in microseconds since 1970-01-01T00:00:00Z, within the years 0001 to 9999.
struct timestamp {
  std::int64_t microseconds = 0;

  friend auto operator<=>(const timestamp&, const timestamp&) = default;
};

inline constexpr timestamp earliest_time{-62'135'596'800'000'000}; // 0001-01-01T00:00:00Z
inline constexpr timestamp latest_time{253'402'300'799'999'999};   // 9999-12-31T23:59:59.999999Z

[[nodiscard]] constexpr bool is_valid_time(timestamp t) noexcept {
  return earliest_time <= t && t <= latest_time;
}

// A refusal with the rule "invalid_time", for a field whose value lies outside of the years 0001 to 9999.
[[nodiscard]] rejection time_out_of_range(std::string_view what);

// RFC 3339, section 5.6, with a zone ("Z" or an offset, which is converted) and at most six decimals of a
// second. A time without a zone is refused, and so is a leap second (:60), which no instant here stands for:
// rule "invalid_time".
[[nodiscard]] expected<timestamp, rejection> parse_timestamp(std::string_view rfc3339);

// "2026-03-01T10:15:00Z", with as many decimals (0, 3 or 6) as the value needs. parse_timestamp reads it
// back. An instant outside of the years 0001 to 9999 is written as the nearest one inside.
[[nodiscard]] std::string format_timestamp(timestamp t);

} // namespace docket
