#include "docket/simulation/audit/event_fields.hpp"

#include <charconv>
#include <cstddef>

namespace docket {

namespace {

// The place after the string that begins at `at`; npos when it does not end.
std::size_t end_of_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size(); ++at) {
    if (json[at] == '\\')
      ++at;
    else if (json[at] == '"')
      return at + 1;
  }
  return json.npos;
}

// The same of the object or array that begins at `at`.
std::size_t end_of_brackets(std::string_view json, std::size_t at) {
  int depth = 0;
  while (at < json.size()) {
    const char c = json[at];
    if (c == '"') {
      at = end_of_string(json, at);
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return at;
  }
  return json.npos;
}

// The same of any value. The log has no blanks between its tokens.
std::size_t end_of_value(std::string_view json, std::size_t at) {
  if (at >= json.size()) return json.npos;
  if (json[at] == '"') return end_of_string(json, at);
  if (json[at] == '{' || json[at] == '[') return end_of_brackets(json, at);
  return json.find_first_of(",}]", at);
}

} // namespace

bool event_fields::is_object() const {
  return json_.starts_with('{') && end_of_brackets(json_, 0) == json_.size() && json_.ends_with('}');
}

std::string_view event_fields::find(std::string_view name) const {
  for (std::size_t at = 1; at < json_.size() && json_[at] == '"'; ++at) {
    const auto after_name = end_of_string(json_, at);
    if (after_name >= json_.size() || json_[after_name] != ':') return {};
    const auto end = end_of_value(json_, after_name + 1);
    if (end == json_.npos) return {};
    if (json_.substr(at + 1, after_name - at - 2) == name)
      return json_.substr(after_name + 1, end - after_name - 1);
    at = end; // At the comma, or the end.
  }
  return {};
}

std::optional<std::string_view> event_fields::next_element(std::string_view& left) {
  if (left.size() < 3) return std::nullopt; // "[]" or "]".
  const auto end = end_of_value(left, 1);
  if (end == left.npos) return std::nullopt;
  const auto element = left.substr(1, end - 1);
  left.remove_prefix(end);
  return element;
}

std::string_view event_fields::text(std::string_view name) const {
  const auto written = find(name);
  return written.starts_with('"') ? written.substr(1, written.size() - 2) : std::string_view{};
}

std::int64_t event_fields::number_in(std::string_view digits) {
  std::int64_t result = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), result);
  return result;
}

// Money stands there with all decimals of its currency, so its digits are the minor units.
std::int64_t event_fields::money(std::string_view name) const {
  std::int64_t result = 0;
  const auto written = text(name);
  for (const char c : written)
    if (c >= '0' && c <= '9') result = result * 10 + (c - '0');
  return written.starts_with('-') ? -result : result;
}

std::optional<timestamp> event_fields::time(std::string_view name) const {
  const auto written = text(name);
  if (written.empty()) return std::nullopt;
  const auto parsed = parse_timestamp(written);
  return parsed ? std::optional{*parsed} : std::nullopt;
}

} // namespace docket
