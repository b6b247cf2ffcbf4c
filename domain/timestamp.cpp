#include "docket/domain/timestamp.hpp"

#include "docket/domain/quoted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

namespace docket {

namespace {

using namespace std::chrono;
using instant = sys_time<microseconds>;

// Takes the parts of a time from the front of a text.
class time_reader {
public:
  explicit time_reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  bool skip(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool skip_letter(char upper, char lower) { return skip(upper) || skip(lower); }

  // A number of exactly `digits` digits, not above `max`.
  std::optional<int> number(std::size_t digits, int max) {
    if (rest_.size() < digits) return std::nullopt;
    int result = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (c < '0' || c > '9') return std::nullopt;
      result = result * 10 + (c - '0');
    }
    rest_.remove_prefix(digits);
    return result <= max ? std::optional{result} : std::nullopt;
  }

  // One to six digits after the point, as microseconds.
  std::optional<int> fraction() {
    constexpr std::size_t decimals_max = 6;
    const auto digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    if (digits == 0 || digits > decimals_max) return std::nullopt;
    auto result = number(digits, 999'999);
    for (auto d = digits; result && d < decimals_max; ++d)
      *result *= 10;
    return result;
  }

private:
  std::string_view rest_;
};

std::optional<instant> read_date(time_reader& from) {
  const auto y = from.number(4, 9999);
  if (!y || !from.skip('-')) return std::nullopt;
  const auto m = from.number(2, 12);
  if (!m || !from.skip('-')) return std::nullopt;
  const auto d = from.number(2, 31);
  if (!d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  return date.ok() ? std::optional<instant>{sys_days{date}} : std::nullopt;
}

std::optional<microseconds> read_time_of_day(time_reader& from) {
  const auto h = from.number(2, 23);
  if (!h || !from.skip(':')) return std::nullopt;
  const auto m = from.number(2, 59);
  if (!m || !from.skip(':')) return std::nullopt;
  const auto s = from.number(2, 59);
  if (!s) return std::nullopt;
  const auto fraction = from.skip('.') ? from.fraction() : 0;
  if (!fraction) return std::nullopt;
  return hours{*h} + minutes{*m} + seconds{*s} + microseconds{*fraction};
}

// How far the zone is ahead of UTC.
std::optional<microseconds> read_offset(time_reader& from) {
  if (from.skip_letter('Z', 'z')) return microseconds{0};
  const bool ahead = from.skip('+');
  if (!ahead && !from.skip('-')) return std::nullopt;
  const auto h = from.number(2, 23);
  if (!h || !from.skip(':')) return std::nullopt;
  const auto m = from.number(2, 59);
  if (!m) return std::nullopt;
  const microseconds offset = hours{*h} + minutes{*m};
  return ahead ? offset : -offset;
}

std::optional<timestamp> read_time(time_reader from) {
  const auto date = read_date(from);
  if (!date || !from.skip_letter('T', 't')) return std::nullopt;
  const auto time_of_day = read_time_of_day(from);
  if (!time_of_day) return std::nullopt;
  const auto offset = read_offset(from);
  if (!offset || !from.at_end()) return std::nullopt;
  const timestamp result{(*date + *time_of_day - *offset).time_since_epoch().count()};
  return is_valid_time(result) ? std::optional{result} : std::nullopt;
}

rejection invalid_time(std::string_view rfc3339) {
  return {"invalid_time",
          fmt::format("{} is not a time: it must be written like 2026-03-01T10:15:00Z or "
                      "2026-03-01T10:15:00.250+01:00, with at most six decimals.",
                      quoted(rfc3339)),
          {{"value", quoted(rfc3339)}}};
}

// Puts the parts of a time behind each other. By hand, as every event is written with times in it.
class time_writer {
public:
  time_writer& number(unsigned value, std::size_t digits) {
    for (auto place = digits; place-- > 0; value /= 10)
      bytes_.at(size_ + place) = static_cast<char>('0' + value % 10);
    size_ += digits;
    return *this;
  }
  time_writer& letter(char c) {
    bytes_.at(size_++) = c;
    return *this;
  }
  // Nothing, thousandths or millionths: as few decimals as it takes.
  time_writer& fraction(unsigned microsecond) {
    if (microsecond == 0) return *this;
    if (microsecond % 1'000 == 0) return letter('.').number(microsecond / 1'000, 3);
    return letter('.').number(microsecond, 6);
  }
  [[nodiscard]] std::string text() const { return {bytes_.data(), size_}; }

private:
  std::array<char, std::string_view{"9999-12-31T23:59:59.999999Z"}.size()> bytes_{};
  std::size_t size_ = 0;
};

} // namespace

rejection time_out_of_range(std::string_view what) {
  return {"invalid_time",
          fmt::format("{} is a time outside of the years 0001 to 9999.", what),
          {{"field", std::string{what}}}};
}

expected<timestamp, rejection> parse_timestamp(std::string_view rfc3339) {
  const auto read = read_time(time_reader{rfc3339});
  if (!read) return unexpected{invalid_time(rfc3339)};
  return *read;
}

std::string format_timestamp(timestamp t) {
  const instant at{microseconds{std::clamp(t, earliest_time, latest_time).microseconds}};
  const auto midnight = floor<days>(at);
  const year_month_day date{midnight};
  const hh_mm_ss time{at - midnight};
  const auto part = [](auto count) { return static_cast<unsigned>(count); };
  time_writer out;
  out.number(part(int{date.year()}), 4).letter('-').number(unsigned{date.month()}, 2);
  out.letter('-').number(unsigned{date.day()}, 2).letter('T').number(part(time.hours().count()), 2);
  out.letter(':').number(part(time.minutes().count()), 2).letter(':').number(part(time.seconds().count()), 2);
  return out.fraction(part(time.subseconds().count())).letter('Z').text();
}

} // namespace docket
