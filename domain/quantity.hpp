#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"

#include <compare>
#include <cstdint>

namespace docket {

// A count of pieces, 1..1,000,000.
class quantity {
public:
  static constexpr std::int64_t max = 1'000'000;

  quantity() = default; // One piece.

  // For counts that the program itself writes down; throws std::invalid_argument outside the range.
  explicit quantity(std::int64_t pieces);

  // Rule "quantity_out_of_range".
  [[nodiscard]] static expected<quantity, rejection> of(std::int64_t pieces);

  [[nodiscard]] std::int64_t pieces() const noexcept { return pieces_; }

  friend auto operator<=>(const quantity&, const quantity&) = default;

private:
  std::int32_t pieces_ = 1;
};

} // namespace docket
