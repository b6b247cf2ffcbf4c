#include "docket/actors/tracing/tracer.hpp"

#include <utility>

namespace docket {

tracer::tracer(const config& settings)
    : sink_(settings.spans),
      every_command_(settings.trace_every_command),
      clock_(settings.clock),
      ids_(settings.event_ids) {}

std::optional<trace_context> tracer::wanted(const text& traceparent) const {
  if (traceparent.empty()) return std::nullopt;
  auto context = parse_traceparent(traceparent.view());
  if (context && !context->sampled && !every_command_) return std::nullopt;
  return context;
}

std::unique_ptr<command_trace> tracer::begin(const traced_command& command, command_options& options,
                                             std::chrono::steady_clock::time_point arrived) const {
  auto who = command_trace::begun_by::caller;
  if (options.traceparent.empty() && every_command_) {
    // As unique as an event's id, and made up where those are. What stands above it is nobody's span.
    const trace_id made = ids_(clock_());
    options.traceparent = text{to_traceparent({made, span_below(made, {}, "none", 0), true})};
    who = command_trace::begun_by::engine;
  }
  const auto context = wanted(options.traceparent);
  if (!context) return nullptr;
  return std::make_unique<command_trace>(*this, command, *context, who, arrived);
}

std::unique_ptr<command_trace> tracer::join(const traced_command& command, const text& traceparent,
                                            std::chrono::steady_clock::time_point arrived) const {
  const auto context = wanted(traceparent);
  if (!context) return nullptr;
  return std::make_unique<command_trace>(*this, command, *context, command_trace::begun_by::opening, arrived);
}

std::optional<trace_context> tracer::traced(const command_origin& origin) const {
  auto context = context_after(origin);
  if (context && !context->sampled && !every_command_) return std::nullopt;
  return context;
}

// Nobody's command may suffer from who listens.
void tracer::tell(std::vector<finished_span> spans) const noexcept {
  try {
    sink_(std::move(spans));
  } catch (...) {
  }
}

} // namespace docket
