#pragma once

#include "docket/domain/money.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/codec/json_fields.hpp"
#include "docket/persistence/codec/json_writer.hpp"

#include <optional>
#include <string_view>

// The fields of a state in a snapshot. Nobody but docket reads them, so amounts stand there in minor units
// and times in microseconds, both as integers.
namespace docket {

inline void write_time(json_writer& to, std::string_view name, timestamp t) {
  to.integer(name, t.microseconds);
}

inline void write_optional_time(json_writer& to, std::string_view name, std::optional<timestamp> t) {
  if (t) write_time(to, name, *t);
}

inline void write_amount(json_writer& to, std::string_view name, amount a) {
  to.integer(name, a.minor_units);
}

[[nodiscard]] inline timestamp read_time(json_fields& from, std::string_view name) {
  const timestamp t{from.integer(name)};
  if (!is_valid_time(t)) from.refuse(name, time_out_of_range(name));
  return t;
}

[[nodiscard]] inline std::optional<timestamp> read_optional_time(json_fields& from, std::string_view name) {
  if (!from.has(name)) return std::nullopt;
  return read_time(from, name);
}

[[nodiscard]] inline amount read_amount(json_fields& from, std::string_view name) {
  return {from.integer(name)};
}

} // namespace docket
