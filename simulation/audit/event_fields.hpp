#pragma once

#include "docket/domain/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace docket {

// The fields of an event's data, read from the log's bytes as they stand there: without the engine's codecs,
// and without taking the rest apart, as audits read few of them and run a million times. What is not there
// reads as nothing: empty, 0. Texts keep their escapes; what audits compare, ids and codes, has none.
class event_fields {
public:
  // The text outlives it. Of a text that is no JSON object nothing is read.
  explicit event_fields(std::string_view json) : json_(json) {}

  // Whether it is one JSON object, as far as brackets and quotes go, and nothing else.
  [[nodiscard]] bool is_object() const;

  [[nodiscard]] bool has(std::string_view name) const { return !find(name).empty(); }
  [[nodiscard]] std::string_view text(std::string_view name) const;
  [[nodiscard]] std::int64_t number(std::string_view name) const { return number_in(find(name)); }
  // In minor units, of whatever currency.
  [[nodiscard]] std::int64_t money(std::string_view name) const;
  [[nodiscard]] std::optional<timestamp> time(std::string_view name) const;

  // Calls visit(event_fields) for each object in an array.
  template <class Visit>
  void each(std::string_view name, Visit visit) const {
    for (auto left = find(name); const auto element = next_element(left);)
      visit(event_fields{*element});
  }
  // Calls visit(std::int64_t) for each number in an array.
  template <class Visit>
  void each_number(std::string_view name, Visit visit) const {
    for (auto left = find(name); const auto element = next_element(left);)
      visit(number_in(*element));
  }

private:
  // The value of the field, as it is written; empty when there is none.
  [[nodiscard]] std::string_view find(std::string_view name) const;
  // Takes the next element off an array that begins with '[' or ','.
  [[nodiscard]] static std::optional<std::string_view> next_element(std::string_view& left);
  [[nodiscard]] static std::int64_t number_in(std::string_view digits);

  std::string_view json_;
};

} // namespace docket
