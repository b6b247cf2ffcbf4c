#pragma once

#include "docket/domain/money.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace docket {

// Appends JSON to a string, without a tree in between: encoding an event is on the way of every command.
// Commas set themselves; that each field has a value and each bracket its other half is the caller's part.
// The string is whole once the writer is gone. Names are the program's own and are written unescaped.
class json_writer {
public:
  explicit json_writer(std::string& out) : out_(out), begin_(out.size()), used_(out.size()) {}
  ~json_writer() { out_.resize(used_); }
  json_writer(const json_writer&) = delete;
  json_writer& operator=(const json_writer&) = delete;

  // Values: of an array, or after key().
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  void string(std::string_view utf8);
  void integer(std::int64_t value);
  void raw(std::string_view json); // A whole JSON value that stands already.

  // Fields of an object: `"name":` and the value.
  void key(std::string_view name);
  void string(std::string_view name, std::string_view utf8);
  void string_unless_empty(std::string_view name, std::string_view utf8);
  void integer(std::string_view name, std::int64_t value);
  void integer(std::string_view name, std::uint64_t value);
  void integers(std::string_view name, std::span<const std::int32_t> values);
  void flag_if_set(std::string_view name, bool set); // Nothing for false.
  // As a string with exactly the currency's decimals, as format_amount writes it.
  void money(std::string_view name, amount value, const currency& in);
  void time(std::string_view name, timestamp t);
  void raw(std::string_view name, std::string_view json);

  // A field that is an object; write_fields() writes what is in it.
  template <class Write>
  void object(std::string_view name, Write write_fields) {
    key(name);
    begin_object();
    write_fields();
    end_object();
  }

  // A field that is an array of objects; write_fields_of(element) writes what is in one.
  template <class Elements, class Write>
  void objects(std::string_view name, const Elements& elements, Write write_fields_of) {
    key(name);
    begin_array();
    for (const auto& element : elements) {
      begin_object();
      write_fields_of(element);
      end_object();
    }
    end_array();
  }

private:
  // Where the next `bytes` may be written, and that they were.
  char* room(std::size_t bytes);
  void wrote_until(const char* end) { used_ = static_cast<std::size_t>(end - out_.data()); }
  [[nodiscard]] char* put_key(char* to, std::string_view name) const;
  [[nodiscard]] char* put_separator(char* to) const;
  void open(char bracket);
  void close(char bracket);

  std::string& out_;  // Longer than what is written, while this writes.
  std::size_t begin_; // What stood there before is not this writer's.
  std::size_t used_;
};

// What write(json_writer&) writes, as a string of its own.
template <class Write>
[[nodiscard]] std::string json_text(Write write) {
  std::string json;
  {
    json_writer to{json};
    write(to);
  }
  return json;
}

} // namespace docket
