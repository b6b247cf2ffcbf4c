#include "docket/persistence/codec/json_document.hpp"

#include "docket/domain/quoted.hpp"
#include "docket/domain/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>

namespace docket {

// Receives the parser's events. Answering false ends the parsing.
class json_document_builder {
public:
  explicit json_document_builder(std::string_view json)
      : json_(json),
        bytes_(std::make_unique_for_overwrite<char[]>(json.size())),
        end_(bytes_.get()) {
    result_.values_.reserve(16);
  }

  bool null() { return add(json_document::kind::null, {}); }
  bool boolean(bool truth) { return add(json_document::kind::boolean, truth ? "true" : "false"); }
  bool number_integer(std::int64_t number) { return add_integer(number); }
  bool number_unsigned(std::uint64_t number) { return add_integer(number); }
  bool number_float(double, const std::string& token) {
    return add(json_document::kind::number, keep_number(token));
  }
  bool string(std::string& utf8) { return no_nul(utf8) && add(json_document::kind::string, keep(utf8)); }
  bool binary(std::vector<std::uint8_t>&) { return false; } // JSON text has none.
  bool start_object(std::size_t) { return open(json_document::kind::object); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(json_document::kind::array); }
  bool end_array() { return close(); }
  bool key(std::string& name);
  bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception& why);

  [[nodiscard]] expected<json_document, json_problem> finish(bool parsed);

private:
  struct container {
    json_document::index value = json_document::none;
    json_document::index last_child = json_document::none;
    std::size_t fields = 0;
  };

  bool add(json_document::kind what, std::string_view text);
  bool open(json_document::kind what);
  bool close();
  template <class Integer>
  bool add_integer(Integer number);
  [[nodiscard]] std::string_view keep(std::string_view bytes);
  [[nodiscard]] std::string_view keep_number(std::string_view token);
  bool no_nul(std::string_view bytes);
  bool refuse(std::string_view rule, std::string message);

  std::string_view json_;
  json_document result_;
  std::unique_ptr<char[]> bytes_; // As many as the text has: no value is longer than what it was read from.
  char* end_;
  std::array<container, json_document::depth_max> open_{};
  std::size_t depth_ = 0;
  std::string_view name_; // Of the field whose value comes next.
  std::optional<json_problem> problem_;
};

namespace {

constexpr int number_out_of_range = 406; // Among the parser's own error numbers.

// What the parser says, without its own prefixes and without the bytes that it read last, which may be many.
std::string reason_of(std::string_view what) {
  if (const auto dash = what.find(" - "); dash != what.npos) what.remove_prefix(dash + 3);
  return std::string{what.substr(0, what.find("; last read"))};
}

} // namespace

bool json_document_builder::refuse(std::string_view rule, std::string message) {
  problem_ = json_problem{rule, std::move(message)};
  return false;
}

bool json_document_builder::no_nul(std::string_view bytes) {
  return bytes.find('\0') == bytes.npos || refuse("nul_character", "A string contains U+0000.");
}

std::string_view json_document_builder::keep(std::string_view bytes) {
  char* const begin = end_;
  std::memcpy(begin, bytes.data(), bytes.size());
  end_ += bytes.size();
  return {begin, bytes.size()};
}

// The parser writes the locale's decimal point into the token; in JSON it is always a point.
std::string_view json_document_builder::keep_number(std::string_view token) {
  constexpr std::string_view others = "0123456789+-eE";
  const auto kept = keep(token);
  char* const digits = end_ - token.size();
  std::replace_if(
      digits, end_, [&](char c) { return others.find(c) == others.npos; }, '.');
  return kept;
}

template <class Integer>
bool json_document_builder::add_integer(Integer number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
  return add(json_document::kind::number,
             keep({digits.data(), static_cast<std::size_t>(end - digits.data())}));
}

bool json_document_builder::add(json_document::kind what, std::string_view text) {
  auto& values = result_.values_;
  const auto added = static_cast<json_document::index>(values.size());
  values.push_back({.name = std::exchange(name_, {}), .text = text, .what = what});
  if (depth_ == 0) return true;
  auto& parent = open_[depth_ - 1];
  (parent.last_child == json_document::none ? values[parent.value].first : values[parent.last_child].next) =
      added;
  parent.last_child = added;
  return true;
}

bool json_document_builder::open(json_document::kind what) {
  if (depth_ == json_document::depth_max) {
    return refuse("nested_too_deeply",
                  fmt::format("Objects and arrays are nested more than {} deep.", json_document::depth_max));
  }
  add(what, {});
  open_[depth_++] = {.value = static_cast<json_document::index>(result_.values_.size() - 1)};
  return true;
}

bool json_document_builder::close() {
  --depth_;
  return true;
}

bool json_document_builder::key(std::string& name) {
  auto& object = open_[depth_ - 1];
  if (!no_nul(name)) return false;
  if (result_.find(object.value, name) != json_document::none) {
    return refuse("duplicate_key",
                  fmt::format("The field {} stands twice in one object.", docket::quoted(name)));
  }
  if (++object.fields > json_document::fields_max) {
    return refuse("too_many_fields",
                  fmt::format("An object has more than {} fields.", json_document::fields_max));
  }
  name_ = keep(name);
  return true;
}

bool json_document_builder::parse_error(std::size_t at, const std::string&,
                                        const nlohmann::json::exception& why) {
  if (!is_valid_utf8(json_)) return refuse("invalid_utf8", "The text is not valid UTF-8.");
  if (why.id == number_out_of_range) {
    return refuse("wrong_type",
                  fmt::format("The number of {} before byte {} is too large.", quoted(name_), at));
  }
  return refuse("malformed_json", fmt::format("Not valid JSON at byte {}: {}.", at, reason_of(why.what())));
}

expected<json_document, json_problem> json_document_builder::finish(bool parsed) {
  if (!parsed) return unexpected{std::move(*problem_)};
  result_.bytes_ = std::move(bytes_);
  return std::move(result_);
}

expected<json_document, json_problem> json_document::parse(std::string_view json) {
  // The parser would take it for the end of the text.
  if (json.find('\0') != json.npos) {
    return unexpected{json_problem{"nul_character", "The text contains U+0000."}};
  }
  json_document_builder builder{json};
  const bool parsed = nlohmann::json::sax_parse(json, &builder);
  return builder.finish(parsed);
}

json_document::index json_document::find(index object, std::string_view name) const noexcept {
  for (auto child = values_[object].first; child != none; child = values_[child].next) {
    if (values_[child].name == name) return child;
  }
  return none;
}

bool json_document::add_string(index object, std::string_view name, std::string text) {
  if (find(object, name) != none) return false;
  added_.push_front(std::move(text));
  values_.push_back(
      {.name = name, .text = added_.front(), .next = values_[object].first, .what = kind::string});
  values_[object].first = static_cast<index>(values_.size() - 1);
  return true;
}

} // namespace docket
