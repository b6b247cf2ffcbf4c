#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/codec/json_document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

// What a whole reading has in common: the document, and the first thing that was wrong with it.
struct json_reading {
  json_document& document;
  std::optional<json_problem> problem;
};

// Takes the fields of one object by name, each once. The first problem stays in the reading; after it every
// take answers an empty value, so that a caller reads straight on and asks once, at the end. finish() is
// called when all known fields were taken.
//
// Rules: "missing_field", "wrong_type", "unknown_field", and those of the domain's words: "invalid_id",
// "invalid_money", "invalid_time", "unknown_currency", "quantity_out_of_range", ...
class json_fields {
public:
  // Of the whole document, which must be an object.
  explicit json_fields(json_reading& reading);

  [[nodiscard]] bool has(std::string_view name) const noexcept;

  [[nodiscard]] std::string_view string(std::string_view name);
  [[nodiscard]] std::string_view string_or_empty(std::string_view name); // Optional.
  [[nodiscard]] std::int64_t integer(std::string_view name);
  [[nodiscard]] std::int32_t integer_32(std::string_view name);
  [[nodiscard]] std::vector<std::int32_t> integers(std::string_view name); // Optional: an array.
  [[nodiscard]] bool flag(std::string_view name);                          // Optional: false unless stated.
  [[nodiscard]] docket::currency currency(std::string_view name);
  [[nodiscard]] quantity pieces(std::string_view name);
  [[nodiscard]] decimal money(std::string_view name);         // A string or a number.
  [[nodiscard]] decimal money_or_zero(std::string_view name); // Optional.
  [[nodiscard]] timestamp time(std::string_view name);
  [[nodiscard]] std::optional<timestamp> optional_time(std::string_view name);
  // A string with exactly the currency's decimals, as json_writer::money() writes it.
  [[nodiscard]] amount written_money(std::string_view name, const docket::currency& in);

  template <class Id>
  [[nodiscard]] Id id(std::string_view name) {
    return parse_id<Id>(name, take(name, json_document::kind::string, presence::required));
  }
  template <class Id>
  [[nodiscard]] Id id_or_empty(std::string_view name) { // Optional.
    return parse_id<Id>(name, take(name, json_document::kind::string, presence::optional));
  }

  // An optional object field. Nothing when it is not stated.
  [[nodiscard]] std::optional<json_fields> object(std::string_view name);
  [[nodiscard]] std::optional<json_fields> required_object(std::string_view name); // Nothing: a problem.

  // Calls read(json_fields&) for each object in an optional array, and finishes each.
  template <class Read>
  void each(std::string_view name, Read read) {
    const auto array = take(name, json_document::kind::array, presence::optional);
    if (array == json_document::none) return;
    int place = 0;
    for (auto i = reading_.document.at(array).first; i != json_document::none && !reading_.problem;
         i = reading_.document.at(i).next) {
      json_fields element{reading_, i, this, name, place++};
      if (!element.is_object()) return;
      read(element);
      element.finish();
    }
  }

  // Every field must have been taken. A field that is unknown is told rather than one that is missing: it is
  // likely the same one, misspelt.
  void finish();

  // Notes a problem of the field, unless there is one already.
  void refuse(std::string_view name, std::string_view rule, std::string_view what);
  void refuse(std::string_view name, const rejection& why) { refuse(name, why.rule, why.message); }

private:
  enum class presence { required, optional };

  json_fields(json_reading& reading, json_document::index object, const json_fields* outer,
              std::string_view name, int place)
      : reading_(reading),
        object_(object),
        outer_(outer),
        name_(name),
        place_(place) {}

  [[nodiscard]] std::optional<json_fields> fields_of(std::string_view name, json_document::index i);

  // The field's value when it stands there with the right type, else none.
  [[nodiscard]] json_document::index take(std::string_view name, json_document::kind wanted, presence how);
  [[nodiscard]] json_document::index take_any(std::string_view name, presence how);
  [[nodiscard]] std::string_view text_of(json_document::index i) const noexcept;
  template <class Integer>
  [[nodiscard]] Integer parse_integer(std::string_view name, json_document::index i);
  [[nodiscard]] decimal parse_money(std::string_view name, json_document::index i);
  [[nodiscard]] bool is_object();
  [[nodiscard]] std::string path(std::string_view name) const; // "items[2].quantity"

  template <class Id>
  [[nodiscard]] Id parse_id(std::string_view name, json_document::index i) {
    if (i == json_document::none) return {};
    auto parsed = Id::parse(text_of(i));
    if (parsed) return std::move(*parsed);
    refuse(name, parsed.error());
    return {};
  }

  json_reading& reading_;
  json_document::index object_;
  const json_fields* outer_ = nullptr; // The object that this one is in; outlives it.
  std::string_view name_;              // Of this object in it.
  int place_ = -1;                     // Of this object in an array.
};

} // namespace docket
