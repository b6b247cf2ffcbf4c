#pragma once

#include "docket/domain/expected.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace docket {

// An order's phase, as read models write it down. The numbers stand in their tables.
enum class order_status : std::uint8_t { pending, placed, paid, confirmed, shipped, delivered, cancelled };

inline constexpr std::size_t order_statuses = 7;

// In the enum's order; the words of phase_name().
inline constexpr std::array<std::string_view, order_statuses> order_status_words{
    "pending", "placed", "paid", "confirmed", "shipped", "delivered", "cancelled"};

[[nodiscard]] constexpr std::string_view word_of(order_status status) noexcept {
  return order_status_words[static_cast<std::size_t>(status)];
}

// Rule: unknown_status.
[[nodiscard]] expected<order_status, query_refusal> parse_order_status(std::string_view word);

} // namespace docket
