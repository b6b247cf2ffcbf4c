#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace docket {

using trace_id = std::array<std::uint8_t, 16>;
using span_id = std::array<std::uint8_t, 8>; // All zero: none.

// What a span tells of.
enum class span_kind : std::uint8_t {
  command,    // From its arrival to its answer.
  decide,     // The rules: what is to happen, or which of them refused.
  commit,     // The transaction that its events were written in, with those of others.
  projection, // The transaction in which a view took its events; from its end on queries see them.
};

// A fact about a span. Names are in static storage.
struct span_attribute {
  std::string_view name;
  std::variant<std::string, std::int64_t> value;

  friend bool operator==(const span_attribute&, const span_attribute&) = default;
};

// Something that has ended, as part of a trace. Times are nanoseconds since 1970, UTC.
struct finished_span {
  trace_id trace{};
  span_id id{};
  span_id parent{};
  span_kind kind{};
  std::string name;
  std::int64_t began_ns = 0;
  std::int64_t ended_ns = 0;
  std::vector<span_attribute> attributes;
  std::string problem; // Empty unless it failed. That a rule refused a command is no failure.

  friend bool operator==(const finished_span&, const finished_span&) = default;
};

// Told the spans of a command at once when it has been answered, and those of a view when it has committed.
// Called on the engine's threads, from many at a time: it must return quickly. What it throws is lost.
using span_sink = std::function<void(std::vector<finished_span>)>;

} // namespace docket
