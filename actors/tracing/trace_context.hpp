#pragma once

#include "docket/actors/tracing/span.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/log_types.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docket {

// Which trace something belongs to, and which span in it caused it.
struct trace_context {
  trace_id trace{};
  span_id parent{};
  bool sampled = false; // Whether whoever began the trace wants it recorded.

  friend bool operator==(const trace_context&, const trace_context&) = default;
};

// The header `traceparent` of W3C Trace Context (www.w3.org/TR/trace-context), version 00, to the letter.
// Nothing for anything else: then there is no trace.
[[nodiscard]] std::optional<trace_context> parse_traceparent(std::string_view header) noexcept;
[[nodiscard]] std::string to_traceparent(const trace_context& context);

// What all events of one command have in common, and hardly any others: where its span gets its id from. So
// whoever sees one of the events, in whichever run, can tell the span that it came from. Only commands
// without an id, of one caller's span and for one stream, that happen at the same moment share one.
struct command_origin {
  std::string_view traceparent; // As it came with the command.
  std::string_view stream_type, stream_id;
  std::string_view command_id;
  timestamp occurred_at;
};
[[nodiscard]] command_origin origin_of(const event_view& event) noexcept;

// The span of a command that took effect.
[[nodiscard]] span_id command_span(const trace_context& from, const command_origin& origin);

// A span below another, by what it is and its number among its like. Never all zero.
[[nodiscard]] span_id span_below(const trace_id& trace, const span_id& parent, std::string_view what,
                                 std::uint64_t number);

// The context of what follows from such a command: its trace, with the command's span as the parent. Nothing
// where it has no traceparent, or a malformed one.
[[nodiscard]] std::optional<trace_context> context_after(const command_origin& origin);
// The same as the traceparent that further commands are sent with; empty where there is none.
[[nodiscard]] text carried_on(const command_origin& origin);

} // namespace docket
