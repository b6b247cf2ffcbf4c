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

// RFC 3339, section 5.6, with a zone ("Z" or an offset, which is converted) and at most six decimals of a second.
// A time without a zone is refused: rule "invalid_time".
[[nodiscard]] expected<timestamp, rejection> parse_timestamp(std::string_view rfc3339);

// "2026-03-01T10:15:00Z", with as many decimals (0, 3 or 6) as the value needs. parse_timestamp reads it back.
[[nodiscard]] std::string format_timestamp(timestamp t);

} // namespace docket
