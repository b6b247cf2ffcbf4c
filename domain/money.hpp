#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace docket {

// An ISO 4217 currency. Its exponent is the number of decimals of its minor unit: USD 2, JPY 0, KWD 3.
class currency {
public:
  currency() = default; // No currency: exponent 0, empty code.

  // For codes that the program itself writes down; throws std::invalid_argument for an unknown one.
  explicit currency(std::string_view code);

  // Rule "unknown_currency" for anything that is not an active alphabetic code, in capitals, of a currency
  // that has minor units (gold, XAU, has none; neither has XXX, "no currency").
  [[nodiscard]] static expected<currency, rejection> parse(std::string_view code);

  [[nodiscard]] std::string_view code() const noexcept { return {code_.data(), code_[0] ? 3u : 0u}; }
  [[nodiscard]] int exponent() const noexcept { return exponent_; }

  friend bool operator==(const currency&, const currency&) = default;

private:
  std::array<char, 3> code_{};
  std::int8_t exponent_ = 0;
};

// Money as a count of minor units of a currency that the context names: inside an order, the order's.
// Signed 64 bits; every operation is checked and answers nothing instead of overflowing.
struct amount {
  std::int64_t minor_units = 0;

  friend auto operator<=>(const amount&, const amount&) = default;
};

[[nodiscard]] expected<amount, rejection> checked_add(amount a, amount b);      // rule "amount_overflow"
[[nodiscard]] expected<amount, rejection> checked_subtract(amount a, amount b); // rule "amount_overflow"
[[nodiscard]] expected<amount, rejection> checked_multiply(amount a,
                                                           std::int64_t times); // rule "amount_overflow"

// An exact decimal number as somebody wrote it: 29.99 is {2999, 2}. It becomes an amount once the currency is
// known.
struct decimal {
  std::int64_t coefficient = 0;
  std::int8_t scale = 0; // Decimals as written, 0..18.

  friend bool operator==(const decimal&, const decimal&) = default;
};

// Reads "29.99", "-3", "0.5": digits with at most one point, no exponent, no sign but '-', no blanks.
// Rules: "invalid_money" for another form, "too_many_decimals" beyond 18, "amount_overflow" beyond 64 bits.
[[nodiscard]] expected<decimal, rejection> parse_decimal(std::string_view text);

// Rules: "too_many_decimals" when more decimals are written than the currency has, "amount_overflow".
[[nodiscard]] expected<amount, rejection> to_amount(decimal value, const currency& in);

// The decimal that an amount is in its currency, for commands written in code: from_amount({2999}, USD)
// = 29.99.
[[nodiscard]] decimal from_amount(amount value, const currency& in);

// Exactly the currency's decimals: {2999} in USD is "29.99", {5} in JPY is "5".
[[nodiscard]] std::string format_amount(amount value, const currency& in);

// Reads what format_amount wrote; the currency need not be known, as all digits are minor units.
[[nodiscard]] expected<amount, rejection> parse_written_amount(std::string_view text);

inline namespace literals {
// 29.99_money in code that states a price. Throws std::invalid_argument for what parse_decimal refuses.
[[nodiscard]] decimal operator""_money(const char* text);
} // namespace literals

} // namespace docket
