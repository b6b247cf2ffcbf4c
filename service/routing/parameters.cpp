#include "docket/service/routing/parameters.hpp"

#include "docket/domain/utf8.hpp"
#include "docket/service/answers/problem.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace docket::service {
namespace {

constexpr std::size_t parameters_max = 64;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool stands_for_itself(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~' || c == ':';
}

} // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += plus_is_blank && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const auto high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    result += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!is_valid_utf8(result) || result.find('\0') != result.npos) return std::nullopt;
  return result;
}

std::string percent_encoded(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (stands_for_itself(c))
      result += c;
    else
      fmt::format_to(std::back_inserter(result), "%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

parameters::parameters(std::string_view query) {
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) refuse(pair.substr(0, equals), "is not percent-encoded UTF-8 without NUL");
    if (all_.size() == parameters_max) refuse("after the last one", "is one too many");
    if (!rule_.empty()) return;
    all_.push_back({std::move(*name), std::move(*value)});
  }
}

bool parameters::has(std::string_view name) const noexcept {
  return std::ranges::find(all_, name, &one::name) != all_.end();
}

std::vector<std::string> parameters::texts(std::string_view name) {
  std::vector<std::string> result;
  for (auto& each : all_) {
    if (each.name != name) continue;
    each.taken = true;
    result.push_back(each.value);
  }
  return result;
}

std::optional<std::string> parameters::text(std::string_view name) {
  auto found = texts(name);
  if (found.empty()) return std::nullopt;
  if (found.size() > 1 && rule_.empty()) {
    rule_ = "parameter_twice";
    detail_ = fmt::format("The parameter {} stands twice.", name);
  }
  return std::move(found.front());
}

std::optional<std::uint64_t> parameters::number(std::string_view name, std::uint64_t min, std::uint64_t max) {
  const auto stated = text(name);
  if (!stated) return std::nullopt;
  std::uint64_t value = 0;
  const auto* const end = stated->data() + stated->size();
  const auto [last, error] = std::from_chars(stated->data(), end, value);
  if (error == std::errc{} && last == end && value >= min && value <= max) return value;
  refuse(name, fmt::format("is a whole number from {} to {}", min, max));
  return std::nullopt;
}

std::optional<timestamp> parameters::time(std::string_view name) {
  const auto stated = text(name);
  if (!stated) return std::nullopt;
  // A plus that was not encoded reads as a blank; no time has one.
  auto written = *stated;
  std::ranges::replace(written, ' ', '+');
  const auto parsed = parse_timestamp(written);
  if (parsed) return *parsed;
  refuse(name, "is a time as in 2026-03-01T10:00:00Z, with its zone");
  return std::nullopt;
}

std::optional<decimal> parameters::money(std::string_view name) {
  const auto stated = text(name);
  if (!stated) return std::nullopt;
  const auto parsed = parse_decimal(*stated);
  if (parsed) return *parsed;
  refuse(name, "is an amount as in 29.99");
  return std::nullopt;
}

std::size_t parameters::word(std::string_view name, std::initializer_list<std::string_view> words) {
  const auto stated = text(name);
  if (!stated) return 0;
  const auto found = std::ranges::find(words, *stated);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  refuse(name, fmt::format("is one of {}", fmt::join(words, ", ")));
  return 0;
}

docket::moment parameters::moment() {
  docket::moment asked;
  asked.as_of = time("asOf");
  constexpr std::uint64_t last = std::numeric_limits<std::int64_t>::max();
  if (const auto at = number("atPosition", 0, last)) asked.at = position{*at};
  return asked;
}

position parameters::at_least() {
  constexpr std::uint64_t last = std::numeric_limits<std::int64_t>::max();
  return position{number("atLeast", 0, last).value_or(0)};
}

void parameters::refuse(std::string_view name, std::string_view detail) {
  if (!rule_.empty()) return;
  rule_ = "bad_parameter";
  detail_ = fmt::format("The parameter {} {}.", name, detail);
}

std::optional<http_response> parameters::refusal() const {
  if (!rule_.empty()) return problem(400, rule_, detail_);
  const auto left = std::ranges::find(all_, false, &one::taken);
  if (left == all_.end()) return std::nullopt;
  return problem(400, "unknown_parameter", fmt::format("There is no parameter {} here.", left->name));
}

} // namespace docket::service
