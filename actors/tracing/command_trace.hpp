#pragma once

#include "docket/actors/results.hpp"
#include "docket/actors/tracing/trace_context.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

class tracer;

// A command as its span names it.
struct traced_command {
  std::string_view name;        // Static storage.
  std::string_view stream_type; // Static storage.
  std::string_view stream_id;
  std::string_view command_id;
};

// One transaction of the log, as an append that was in it has seen it.
struct commit_seen {
  std::chrono::steady_clock::time_point began{}, ended{};
  std::size_t appends = 0, events = 0; // In all of it.
};

// The spans of one command on its way, gathered by those who have it and told when it is answered. One of
// them at a time.
class command_trace {
public:
  using time = std::chrono::steady_clock::time_point;

  // Who began the trace, and with it decides whether there is a span above the command's.
  enum class begun_by {
    caller,
    engine,  // It came without one.
    opening, // Nobody asked for it: it joins the trace that opened its process manager.
  };

  // The tracer outlives it.
  command_trace(const tracer& owner, const traced_command& command, const trace_context& from, begun_by who,
                time arrived);

  // The rules have spoken, just now. More than once when an append met another state than it expected.
  void accepted(time began, timestamp occurred_at, std::size_t events);
  void repeated(time began);
  void refused(time began, std::string_view rule);
  // Its events were in this transaction; what became of them: "durable", "conflict" or a failure's name.
  void committed(const commit_seen& seen, std::string_view outcome);

  // Tells all of it; of what joined a trace and was refused nothing, as nothing came of it.
  void answered(const command_result& result);

  // The command's span as it would be told now.
  [[nodiscard]] span_id span() const;
  // Another one of the same batch has that span already; see command_origin.
  void take_span_of_its_own() { effect_.reset(); }

private:
  finished_span& add(span_kind kind, std::string name, time began, time ended);
  [[nodiscard]] finished_span own(const command_result& result) const;
  [[nodiscard]] std::int64_t ns_of(time moment) const noexcept;

  const tracer& owner_;
  std::string_view name_, stream_type_;
  std::string stream_id_, command_id_;
  trace_context from_;
  begun_by who_;
  time arrived_;
  std::int64_t arrived_ns_;
  std::uint64_t number_;            // Among the commands of this engine.
  std::optional<timestamp> effect_; // When its events happened; nothing until they are decided.
  std::vector<finished_span> below_;
};

} // namespace docket
