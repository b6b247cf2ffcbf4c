#include "docket/app/output/numbers.hpp"

#include <fmt/format.h>

namespace docket::app {

std::string grouped(std::uint64_t number) {
  const auto digits = fmt::format("{}", number);
  std::string result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) result += ',';
    result += digits[i];
  }
  return result;
}

std::string duration_text(std::chrono::milliseconds span) {
  const auto seconds = span.count() / 1'000;
  if (seconds < 10) return fmt::format("{:.2f} s", static_cast<double>(span.count()) / 1e3);
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3'600) return fmt::format("{} min {:02} s", seconds / 60, seconds % 60);
  return fmt::format("{} h {:02} min", seconds / 3'600, seconds / 60 % 60);
}

std::string milliseconds_text(std::int64_t microseconds) {
  if (microseconds >= 100'000) return grouped(static_cast<std::uint64_t>(microseconds) / 1'000) + " ms";
  return fmt::format("{:.1f} ms", static_cast<double>(microseconds) / 1e3);
}

std::string percent_text(std::uint64_t part, std::uint64_t whole) {
  const auto share = whole == 0 ? 0.0 : static_cast<double>(part) * 100.0 / static_cast<double>(whole);
  return fmt::format("{:.0f} %", share);
}

std::string counted(std::uint64_t number, const char* one, const char* many) {
  return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

std::uint64_t per_second(std::uint64_t count, std::chrono::nanoseconds in) noexcept {
  if (in.count() <= 0) return 0;
  return static_cast<std::uint64_t>(static_cast<double>(count) * 1e9 / static_cast<double>(in.count()));
}

} // namespace docket::app
