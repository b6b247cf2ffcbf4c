#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// What is counted of orders.
namespace docket::statistics {

enum class measure : std::uint8_t { orders, total, quantity, revenue };

inline constexpr std::array measures_all{measure::orders, measure::total, measure::quantity,
                                         measure::revenue};
inline constexpr std::array<std::string_view, 4> measure_names{"orders", "total", "quantity", "revenue"};

// Counts and sums, or what an event adds to them. Sums are modulo 2^64, so that what was added can be taken
// away again exactly; they are right as long as the sum itself fits into 64 bits.
class figures {
public:
  constexpr figures() = default;
  constexpr figures(std::int64_t orders, std::int64_t total, std::int64_t quantity, std::int64_t revenue)
      : numbers_{orders, total, quantity, revenue} {}

  [[nodiscard]] constexpr std::int64_t of(measure m) const { return numbers_[static_cast<std::size_t>(m)]; }
  [[nodiscard]] constexpr std::int64_t orders() const { return of(measure::orders); }
  [[nodiscard]] constexpr bool nothing() const { return *this == figures{}; }

  constexpr figures& operator+=(const figures& more) {
    for (std::size_t i = 0; i < numbers_.size(); ++i)
      numbers_[i] = wrapped(unsigned_of(numbers_[i]) + unsigned_of(more.numbers_[i]));
    return *this;
  }
  constexpr figures& operator-=(const figures& less) {
    for (std::size_t i = 0; i < numbers_.size(); ++i)
      numbers_[i] = wrapped(unsigned_of(numbers_[i]) - unsigned_of(less.numbers_[i]));
    return *this;
  }
  [[nodiscard]] friend constexpr figures operator+(figures a, const figures& b) { return a += b; }
  [[nodiscard]] friend constexpr figures operator-(figures a, const figures& b) { return a -= b; }
  friend constexpr bool operator==(const figures&, const figures&) = default;

private:
  static constexpr std::uint64_t unsigned_of(std::int64_t n) { return static_cast<std::uint64_t>(n); }
  static constexpr std::int64_t wrapped(std::uint64_t n) { return static_cast<std::int64_t>(n); }

  std::array<std::int64_t, 4> numbers_{};
};

} // namespace docket::statistics
