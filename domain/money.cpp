#include "docket/domain/money.hpp"

#include "docket/domain/currencies.hpp"
#include "docket/domain/quoted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <stdexcept>

namespace docket {

namespace {

constexpr int scale_max = 18;

static_assert(std::ranges::is_sorted(currency_table, std::less{}, &currency_entry::code));

const currency_entry* find_currency(std::string_view code) {
  const auto found = std::ranges::lower_bound(currency_table, code, std::less{}, &currency_entry::code);
  return found != currency_table.end() && found->code == code ? &*found : nullptr;
}

rejection unknown_currency(std::string_view code) {
  return {"unknown_currency",
          fmt::format("{} is not an active ISO 4217 currency code, such as EUR.", quoted(code)),
          {{"currency", quoted(code)}}};
}

rejection amount_overflow() {
  return {"amount_overflow", "The amount does not fit into 64 bits of the currency's minor unit.", {}};
}

rejection invalid_money(std::string_view text) {
  return {"invalid_money",
          fmt::format("{} is not an amount of money: it must be written like 29.99.", quoted(text)),
          {{"value", quoted(text)}}};
}

rejection too_many_decimals_written(std::string_view text) {
  return {"too_many_decimals",
          fmt::format("{} has more than {} decimals.", quoted(text), scale_max),
          {{"amount", quoted(text)}, {"decimals", std::to_string(scale_max)}}};
}

// The value with a point before its last `scale` digits.
std::string write_decimal(std::int64_t value, int scale) {
  const bool negative = value < 0;
  const auto magnitude =
      negative ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
  auto digits = fmt::format("{:0{}}", magnitude, scale + 1);
  if (scale > 0) digits.insert(digits.size() - static_cast<std::size_t>(scale), 1, '.');
  return negative ? "-" + digits : digits;
}

rejection too_many_decimals(decimal value, const currency& in) {
  const auto written = write_decimal(value.coefficient, value.scale);
  return {"too_many_decimals",
          fmt::format("{} has more decimals than {}, which has {}.", written, in.code(), in.exponent()),
          {{"amount", written},
           {"currency", std::string{in.code()}},
           {"decimals", std::to_string(in.exponent())}}};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_decimal_form(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = text.substr(0, point);
  const auto fraction = text.substr(std::min(point + 1, text.size()));
  return !whole.empty() && (point == text.size() || !fraction.empty()) &&
         std::ranges::all_of(whole, is_digit) && std::ranges::all_of(fraction, is_digit);
}

// The digits, whatever stands between them, as one number of the given sign; nothing beyond 64 bits.
std::optional<std::int64_t> read_digits(std::string_view text, int sign) {
  std::int64_t result = 0;
  for (const char c : text) {
    if (!is_digit(c)) continue;
    if (__builtin_mul_overflow(result, 10, &result)) return std::nullopt;
    if (__builtin_add_overflow(result, sign * (c - '0'), &result)) return std::nullopt;
  }
  return result;
}

} // namespace

currency::currency(std::string_view code) {
  const auto found = find_currency(code);
  if (!found) throw std::invalid_argument{unknown_currency(code).message};
  std::ranges::copy(found->code, code_.begin());
  exponent_ = found->exponent;
}

expected<currency, rejection> currency::parse(std::string_view code) {
  const auto found = find_currency(code);
  if (!found) return unexpected{unknown_currency(code)};
  currency result;
  std::ranges::copy(found->code, result.code_.begin());
  result.exponent_ = found->exponent;
  return result;
}

expected<amount, rejection> checked_add(amount a, amount b) {
  amount result;
  if (__builtin_add_overflow(a.minor_units, b.minor_units, &result.minor_units)) {
    return unexpected{amount_overflow()};
  }
  return result;
}

expected<amount, rejection> checked_subtract(amount a, amount b) {
  amount result;
  if (__builtin_sub_overflow(a.minor_units, b.minor_units, &result.minor_units)) {
    return unexpected{amount_overflow()};
  }
  return result;
}

expected<amount, rejection> checked_multiply(amount a, std::int64_t times) {
  amount result;
  if (__builtin_mul_overflow(a.minor_units, times, &result.minor_units)) return unexpected{amount_overflow()};
  return result;
}

expected<decimal, rejection> parse_decimal(std::string_view text) {
  if (!is_decimal_form(text)) return unexpected{invalid_money(text)};
  const auto point = text.find('.');
  const auto scale = point == text.npos ? 0 : text.size() - point - 1;
  if (scale > scale_max) return unexpected{too_many_decimals_written(text)};
  const auto coefficient = read_digits(text, text.starts_with('-') ? -1 : 1);
  if (!coefficient) return unexpected{amount_overflow()};
  return decimal{*coefficient, static_cast<std::int8_t>(scale)};
}

expected<amount, rejection> to_amount(decimal value, const currency& in) {
  if (value.scale > in.exponent()) return unexpected{too_many_decimals(value, in)};
  expected<amount, rejection> result = amount{value.coefficient};
  for (int missing = in.exponent() - value.scale; result && missing > 0; --missing) {
    result = checked_multiply(*result, 10);
  }
  return result;
}

decimal from_amount(amount value, const currency& in) {
  return {value.minor_units, static_cast<std::int8_t>(in.exponent())};
}

std::string format_amount(amount value, const currency& in) {
  return write_decimal(value.minor_units, in.exponent());
}

expected<amount, rejection> parse_written_amount(std::string_view text) {
  const auto read = parse_decimal(text);
  if (!read) return unexpected{read.error()};
  return amount{read->coefficient};
}

inline namespace literals {

decimal operator""_money(const char* text) {
  const auto read = parse_decimal(text);
  if (!read) throw std::invalid_argument{read.error().message};
  return *read;
}

} // namespace literals

} // namespace docket
