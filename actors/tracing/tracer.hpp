#pragma once

#include "docket/actors/config.hpp"
#include "docket/actors/tracing/command_trace.hpp"
#include "docket/domain/command_options.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace docket {

// Says which commands of an engine are traced, and tells their spans to config::spans. There is none in an
// engine that has no such sink, so that nothing is done for it. Thread-safe.
class tracer {
public:
  explicit tracer(const config& settings);

  // The trace of a command from outside; null when it is not to be traced. Where all are, one that came
  // without a trace begins its own, which is stored with its events as if it had come with it.
  [[nodiscard]] std::unique_ptr<command_trace> begin(const traced_command& command, command_options& options,
                                                     std::chrono::steady_clock::time_point arrived) const;
  // The same for one that was sent without a trace and joined the one that opened its process manager.
  [[nodiscard]] std::unique_ptr<command_trace> join(const traced_command& command, const text& traceparent,
                                                    std::chrono::steady_clock::time_point arrived) const;

  // The context below the command that an event came from; nothing when it is not traced.
  [[nodiscard]] std::optional<trace_context> traced(const command_origin& origin) const;

  // By the engine's clock.
  [[nodiscard]] std::int64_t now_ns() const { return clock_().microseconds * 1'000; }
  [[nodiscard]] std::uint64_t next_number() const noexcept { return numbers_.fetch_add(1); }

  void tell(std::vector<finished_span> spans) const noexcept;

private:
  [[nodiscard]] std::optional<trace_context> wanted(const text& traceparent) const;

  span_sink sink_;
  bool every_command_;
  std::function<timestamp()> clock_;
  std::function<uuid(timestamp)> ids_;
  mutable std::atomic<std::uint64_t> numbers_{0};
};

} // namespace docket
