#include "docket/persistence/codec/json_fields.hpp"

#include "docket/domain/quoted.hpp"

#include <fmt/format.h>

#include <charconv>

namespace docket {

namespace {

std::string_view name_of(json_document::kind what) {
  switch (what) {
  case json_document::kind::null: return "null";
  case json_document::kind::boolean: return "true or false";
  case json_document::kind::number: return "a number";
  case json_document::kind::string: return "a string";
  case json_document::kind::object: return "an object";
  case json_document::kind::array: return "an array";
  }
  return "unknown";
}

// Whether the decimal's text is the one that format_amount makes of it: all of the currency's decimals, no
// zeros in front, no zero below zero. Formatting it to compare would take longer than reading it.
bool is_written_form(std::string_view text, decimal value, const currency& in) {
  const bool negative = text.starts_with('-');
  const auto digits = text.substr(negative ? 1 : 0);
  const bool padded = digits.starts_with('0') && digits.size() > 1 && digits[1] != '.';
  return value.scale == in.exponent() && !padded && !(negative && value.coefficient == 0);
}

} // namespace

json_fields::json_fields(json_reading& reading) : reading_(reading), object_(json_document::root) {
  static_cast<void>(is_object());
}

bool json_fields::is_object() {
  if (reading_.document.at(object_).what == json_document::kind::object) return true;
  if (!reading_.problem) {
    const auto place = outer_ ? path({}) : std::string{"It"};
    reading_.problem = json_problem{"wrong_type", fmt::format("{} must be an object.", place)};
  }
  return false;
}

std::string json_fields::path(std::string_view name) const {
  std::string result = outer_ ? outer_->path(name_) : std::string{};
  if (place_ >= 0) result += fmt::format("[{}]", place_);
  if (!result.empty() && !name.empty()) result += '.';
  return result += name;
}

void json_fields::refuse(std::string_view name, std::string_view rule, std::string_view what) {
  if (!reading_.problem) reading_.problem = json_problem{rule, fmt::format("{}: {}", path(name), what)};
}

json_document::index json_fields::take_any(std::string_view name, presence how) {
  const auto found = reading_.document.find(object_, name);
  if (found != json_document::none) reading_.document.at(found).taken = true;
  if (reading_.problem) return json_document::none;
  if (found == json_document::none && how == presence::required) {
    reading_.problem = json_problem{"missing_field", fmt::format("The field {} is missing.", path(name))};
  }
  return found;
}

json_document::index json_fields::take(std::string_view name, json_document::kind wanted, presence how) {
  const auto found = take_any(name, how);
  if (found == json_document::none || reading_.document.at(found).what == wanted) return found;
  refuse(name, "wrong_type",
         fmt::format("must be {}, not {}.", name_of(wanted), name_of(reading_.document.at(found).what)));
  return json_document::none;
}

std::string_view json_fields::text_of(json_document::index i) const noexcept {
  return i == json_document::none ? std::string_view{} : reading_.document.at(i).text;
}

bool json_fields::has(std::string_view name) const noexcept {
  return reading_.document.find(object_, name) != json_document::none;
}

std::string_view json_fields::string(std::string_view name) {
  return text_of(take(name, json_document::kind::string, presence::required));
}

std::string_view json_fields::string_or_empty(std::string_view name) {
  return text_of(take(name, json_document::kind::string, presence::optional));
}

template <class Integer>
Integer json_fields::parse_integer(std::string_view name, json_document::index i) {
  if (i == json_document::none) return 0;
  const auto digits = text_of(i);
  Integer result = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
  if (error == std::errc{} && end == digits.data() + digits.size()) return result;
  refuse(
      name, "wrong_type",
      fmt::format("must be a whole number of at most {} bits, not {}.", 8 * sizeof(Integer), quoted(digits)));
  return 0;
}

std::int64_t json_fields::integer(std::string_view name) {
  return parse_integer<std::int64_t>(name, take(name, json_document::kind::number, presence::required));
}

std::int32_t json_fields::integer_32(std::string_view name) {
  return parse_integer<std::int32_t>(name, take(name, json_document::kind::number, presence::required));
}

std::vector<std::int32_t> json_fields::integers(std::string_view name) {
  std::vector<std::int32_t> result;
  const auto array = take(name, json_document::kind::array, presence::optional);
  if (array == json_document::none) return result;
  const auto& document = reading_.document;
  for (auto i = document.at(array).first; i != json_document::none; i = document.at(i).next) {
    if (document.at(i).what != json_document::kind::number) {
      refuse(name, "wrong_type", "must be whole numbers.");
      return {};
    }
    result.push_back(parse_integer<std::int32_t>(name, i));
  }
  return result;
}

bool json_fields::flag(std::string_view name) {
  return text_of(take(name, json_document::kind::boolean, presence::optional)) == "true";
}

docket::currency json_fields::currency(std::string_view name) {
  const auto code = take(name, json_document::kind::string, presence::required);
  if (code == json_document::none) return {};
  const auto parsed = docket::currency::parse(text_of(code));
  if (parsed) return *parsed;
  refuse(name, parsed.error());
  return {};
}

quantity json_fields::pieces(std::string_view name) {
  const auto count = integer(name);
  if (reading_.problem) return {};
  const auto pieces = quantity::of(count);
  if (pieces) return *pieces;
  refuse(name, pieces.error());
  return {};
}

decimal json_fields::parse_money(std::string_view name, json_document::index i) {
  if (i == json_document::none) return {};
  const auto& value = reading_.document.at(i);
  if (value.what != json_document::kind::string && value.what != json_document::kind::number) {
    refuse(name, "wrong_type", fmt::format("must be a string or a number, not {}.", name_of(value.what)));
    return {};
  }
  const auto parsed = parse_decimal(value.text);
  if (parsed) return *parsed;
  refuse(name, parsed.error());
  return {};
}

decimal json_fields::money(std::string_view name) {
  return parse_money(name, take_any(name, presence::required));
}

decimal json_fields::money_or_zero(std::string_view name) {
  return parse_money(name, take_any(name, presence::optional));
}

timestamp json_fields::time(std::string_view name) {
  const auto stated = string(name);
  if (reading_.problem) return {};
  const auto parsed = parse_timestamp(stated);
  if (parsed) return *parsed;
  refuse(name, parsed.error());
  return {};
}

std::optional<timestamp> json_fields::optional_time(std::string_view name) {
  if (!has(name)) return std::nullopt;
  return time(name);
}

amount json_fields::written_money(std::string_view name, const docket::currency& in) {
  const auto written = string(name);
  if (reading_.problem) return {};
  const auto parsed = parse_decimal(written);
  if (!parsed) {
    refuse(name, parsed.error());
  } else if (!is_written_form(written, *parsed, in)) {
    refuse(name, "invalid_money",
           fmt::format("{} is not an amount in {} as docket writes it.", quoted(written), in.code()));
  } else {
    return {parsed->coefficient};
  }
  return {};
}

std::optional<json_fields> json_fields::fields_of(std::string_view name, json_document::index i) {
  if (i == json_document::none) return std::nullopt;
  return json_fields{reading_, i, this, name, -1};
}

std::optional<json_fields> json_fields::object(std::string_view name) {
  return fields_of(name, take(name, json_document::kind::object, presence::optional));
}

std::optional<json_fields> json_fields::required_object(std::string_view name) {
  return fields_of(name, take(name, json_document::kind::object, presence::required));
}

void json_fields::finish() {
  if (reading_.problem && reading_.problem->rule != "missing_field") return;
  const auto& document = reading_.document;
  for (auto i = document.at(object_).first; i != json_document::none; i = document.at(i).next) {
    if (document.at(i).taken) continue;
    const auto inside = outer_ ? " in " + path({}) : std::string{};
    reading_.problem = json_problem{
        "unknown_field", fmt::format("The field {}{} is unknown.", quoted(document.at(i).name), inside)};
    return;
  }
}

} // namespace docket
