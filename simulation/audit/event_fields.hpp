#pragma once

#include "docket/domain/timestamp.hpp"
#include "docket/persistence/codec/json_document.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace docket {

// The fields of an event's data, read as they are written in the log, without the engine's codecs. What is
// not there reads as nothing: empty, 0.
class event_fields {
public:
  // The document outlives it.
  explicit event_fields(const json_document& document, json_document::index object = json_document::root)
      : document_(&document),
        object_(object) {}

  [[nodiscard]] bool has(std::string_view name) const { return find(name) != json_document::none; }
  [[nodiscard]] std::string_view text(std::string_view name) const;
  [[nodiscard]] std::int64_t number(std::string_view name) const;
  // In minor units, of whatever currency.
  [[nodiscard]] std::int64_t money(std::string_view name) const;
  [[nodiscard]] std::optional<timestamp> time(std::string_view name) const;

  // Calls visit(event_fields) for each object in an array.
  template <class Visit>
  void each(std::string_view name, Visit visit) const {
    each_child(name, [&](json_document::index i) { visit(event_fields{*document_, i}); });
  }
  // Calls visit(std::int64_t) for each number in an array.
  template <class Visit>
  void each_number(std::string_view name, Visit visit) const {
    each_child(name, [&](json_document::index i) { visit(number_at(i)); });
  }

private:
  [[nodiscard]] json_document::index find(std::string_view name) const {
    return document_->find(object_, name);
  }
  [[nodiscard]] std::int64_t number_at(json_document::index i) const;

  template <class Visit>
  void each_child(std::string_view name, Visit visit) const {
    const auto array = find(name);
    if (array == json_document::none) return;
    for (auto i = document_->at(array).first; i != json_document::none; i = document_->at(i).next)
      visit(i);
  }

  const json_document* document_;
  json_document::index object_;
};

} // namespace docket
