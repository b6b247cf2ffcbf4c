#pragma once

#include "docket/domain/expected.hpp"

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

// Why a JSON text, or a field in it, was refused.
struct json_problem {
  std::string_view rule; // Stable; static storage.
  std::string message;   // One sentence.
};

// A small JSON text taken apart into one flat list of values. Stricter than RFC 8259, as all that docket
// reads is small and its own: no field twice in one object, no U+0000, no deep nesting. Numbers keep their
// text, so that money is read exactly.
class json_document {
public:
  enum class kind : std::uint8_t { null, boolean, number, string, object, array };
  using index = std::uint32_t;

  static constexpr index root = 0;
  static constexpr index none = 0; // The root is nobody's child or neighbour.
  static constexpr int depth_max = 8;
  static constexpr std::size_t fields_max = 64; // In one object.

  struct value {
    std::string_view name; // Of a field; empty in an array.
    std::string_view
        text; // A string's bytes, a number as it was written (integers: in digits), "true" or "false".
    index first = none; // An object's or array's first child.
    index next = none;  // The next child of the same parent.
    kind what = kind::null;
    bool taken = false; // For those who read fields by name, to know which were left over.
  };

  // Rules: "malformed_json", "invalid_utf8", "nul_character", "duplicate_key", "nested_too_deeply",
  // "too_many_fields".
  [[nodiscard]] static expected<json_document, json_problem> parse(std::string_view json);

  [[nodiscard]] value& at(index i) noexcept { return values_[i]; }
  [[nodiscard]] const value& at(index i) const noexcept { return values_[i]; }

  // The object's field with this name, or none.
  [[nodiscard]] index find(index object, std::string_view name) const noexcept;

  // Adds a string field to the object; false when it has a field with this name. `name` is static storage.
  [[nodiscard]] bool add_string(index object, std::string_view name, std::string text);

private:
  friend class json_document_builder;

  std::vector<value> values_;     // The root first.
  std::unique_ptr<char[]> bytes_; // What the values' names and texts are in.
  std::forward_list<std::string> added_;
};

} // namespace docket
