#include "docket/simulation/audit/event_fields.hpp"

#include <charconv>

namespace docket {

std::string_view event_fields::text(std::string_view name) const {
  const auto i = find(name);
  return i == json_document::none ? std::string_view{} : document_->at(i).text;
}

std::int64_t event_fields::number(std::string_view name) const {
  const auto i = find(name);
  return i == json_document::none ? 0 : number_at(i);
}

std::int64_t event_fields::number_at(json_document::index i) const {
  const auto digits = document_->at(i).text;
  std::int64_t result = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), result);
  return result;
}

// Money stands there with all decimals of its currency, so its digits are the minor units.
std::int64_t event_fields::money(std::string_view name) const {
  std::int64_t result = 0;
  bool negative = false;
  for (const char c : text(name)) {
    if (c == '-') negative = true;
    if (c >= '0' && c <= '9') result = result * 10 + (c - '0');
  }
  return negative ? -result : result;
}

std::optional<timestamp> event_fields::time(std::string_view name) const {
  const auto written = text(name);
  if (written.empty()) return std::nullopt;
  const auto parsed = parse_timestamp(written);
  return parsed ? std::optional{*parsed} : std::nullopt;
}

} // namespace docket
