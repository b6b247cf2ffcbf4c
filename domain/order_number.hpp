#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docket {

// An order's number for people: the position of its creation in Crockford's base 32 and a check character
// (the position modulo 37, from the same alphabet and * ~ $ = U), as specified at crockford.com/base32.html.
// Unique, short, and computed, never stored.
[[nodiscard]] std::string order_number(std::uint64_t created_position);

// Reads one back, in either case, with I and L for 1, O for 0 and hyphens ignored. Nothing when the check
// character does not fit.
[[nodiscard]] std::optional<std::uint64_t> parse_order_number(std::string_view number);

} // namespace docket
