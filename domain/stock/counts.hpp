#pragma once

#include "docket/domain/stock/state.hpp"

#include <cstdint>
#include <optional>

// Sums of pieces, checked.
namespace docket {

// Nothing where the sum does not fit into 64 bits.
[[nodiscard]] std::optional<std::int64_t> checked_sum(std::int64_t a, std::int64_t b) noexcept;

// The nearest that fits.
[[nodiscard]] std::int64_t nearest_sum(std::int64_t a, std::int64_t b) noexcept;

// Whether a stock that received and adjusted so much can be counted: both, and their sum, of which every
// other count is a part.
[[nodiscard]] bool fits_with(const known_stock& stock, std::int64_t received_more,
                             std::int64_t adjusted_by) noexcept;

// The same for a back order: open and shipped ones together.
[[nodiscard]] bool fits_with_back_order(const known_stock& stock, std::int64_t pieces) noexcept;

} // namespace docket
