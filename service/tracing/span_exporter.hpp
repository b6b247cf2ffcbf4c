#pragma once

#include "docket/actors/config.hpp"
#include "docket/service/tracing/collector.hpp"
#include "docket/service/tracing/span_queue.hpp"
#include "docket/service/tracing/tracing_settings.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace docket::service {

// In spans, since the beginning.
struct exporter_counts {
  std::uint64_t exported = 0;       // The collector has them.
  std::uint64_t dropped_full = 0;   // Too many waited, or they came after the end.
  std::uint64_t dropped_unsent = 0; // The collector was away until the end,
  std::uint64_t refused = 0;        // or did not want them.
  std::uint64_t failures = 0;       // Of requests, not of spans.
  std::uint64_t waiting = 0;        // Now.
};

// Sends spans to a collector, in batches and on a thread of its own. Whoever hands it spans never waits; what
// does not fit, or is not taken, is dropped and counted.
//
//   batch ─▶ send ─▶ taken · refused: dropped
//             ▲  └─▶ not now ─▶ back-off, doubled each time ─┐
//             └──────────────────────────────────────────────┘   the queue fills meanwhile
class span_exporter {
public:
  // `log` is told once when the collector does not take spans, and once when it does again.
  span_exporter(const tracing_settings& settings, std::unique_ptr<collector> to,
                std::function<void(const std::string&)> log);
  // stop()s.
  ~span_exporter();
  span_exporter(const span_exporter&) = delete;
  span_exporter& operator=(const span_exporter&) = delete;

  // For config::spans. May be called, and does nothing, when the exporter is gone.
  [[nodiscard]] span_sink sink() const;

  [[nodiscard]] exporter_counts counts() const;

  // Takes no more spans, sends what is left, each batch once, and gives up when the time for it is over.
  void stop();

private:
  void run();
  void deliver(const std::vector<finished_span>& batch);
  void note(const delivery& outcome, std::size_t spans);
  void give_up(std::size_t spans);
  [[nodiscard]] std::chrono::milliseconds back_off(std::uint32_t failures) const;

  tracing_settings settings_;
  std::unique_ptr<collector> collector_;
  std::function<void(const std::string&)> log_;
  std::shared_ptr<span_queue> queue_;
  std::atomic<std::uint64_t> exported_{0}, unsent_{0}, refused_{0}, failures_{0};
  std::atomic<bool> time_is_over_{false};
  bool away_ = false; // The collector did not take the last request. The thread's own.
  std::promise<void> done_;
  std::thread thread_;
};

// Has the spans of an engine that is made with `engine` go where the settings say; null when they name no
// collector. It is to be stopped after the engine.
[[nodiscard]] std::unique_ptr<span_exporter> begin_tracing(const tracing_settings& settings, config& engine);

} // namespace docket::service
