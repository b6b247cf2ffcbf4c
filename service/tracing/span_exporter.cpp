#include "docket/service/tracing/span_exporter.hpp"

#include "docket/service/tracing/otlp_json.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <pthread.h>
#include <utility>

namespace docket::service {
namespace {

constexpr std::chrono::milliseconds abort_again{20};

// A collector that goes away while it is written to would otherwise end the process. Only this thread's
// signal: what the program does with its own is its affair.
void ignore_broken_pipes() {
  sigset_t pipes;
  sigemptyset(&pipes);
  sigaddset(&pipes, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipes, nullptr);
}

} // namespace

span_exporter::span_exporter(const tracing_settings& settings, std::unique_ptr<collector> to,
                             std::function<void(const std::string&)> log)
    : settings_(settings),
      collector_(std::move(to)),
      log_(std::move(log)),
      queue_(std::make_shared<span_queue>(settings.queue_max)),
      thread_([this] { run(); }) {}

span_exporter::~span_exporter() { stop(); }

span_sink span_exporter::sink() const {
  return [queue = queue_](std::vector<finished_span> spans) { queue->add(std::move(spans)); };
}

exporter_counts span_exporter::counts() const {
  return {exported_, queue_->dropped(), unsent_, refused_, failures_, queue_->waiting()};
}

void span_exporter::stop() {
  if (!thread_.joinable()) return;
  queue_->close();
  const auto done = done_.get_future();
  if (done.wait_for(settings_.flush_within) == std::future_status::timeout) {
    time_is_over_ = true;
    // A request that is about to begin, or to connect, hears of it only then.
    do {
      collector_->abort();
    } while (done.wait_for(abort_again) == std::future_status::timeout);
  }
  thread_.join();
}

void span_exporter::run() {
  ignore_broken_pipes();
  for (;;) {
    const auto batch = queue_->take(settings_.batch_max, settings_.delay);
    if (batch.empty()) break;
    deliver(batch);
  }
  done_.set_value();
}

// At the end a batch is sent once, and after one that was not taken no other: nobody is there.
void span_exporter::deliver(const std::vector<finished_span>& batch) {
  const auto request = otlp_json(batch, settings_.service_name);
  for (std::uint32_t failures = 1; !time_is_over_; ++failures) {
    const bool last = queue_->closed();
    const auto outcome = collector_->send(request);
    note(outcome, batch.size());
    if (outcome.what != delivery::kind::not_now) return;
    if (last) break;
    queue_->pause(back_off(failures));
  }
  give_up(batch.size());
}

void span_exporter::note(const delivery& outcome, std::size_t spans) {
  if (outcome.what == delivery::kind::taken) {
    const auto refused = std::min(outcome.refused_spans, spans);
    refused_ += refused;
    exported_ += spans - refused;
    if (std::exchange(away_, false)) log_("spans of traces are taken by the collector again");
    return;
  }
  ++failures_;
  if (outcome.what == delivery::kind::refused) refused_ += spans;
  if (!std::exchange(away_, true))
    log_("spans of traces are not taken by " + settings_.collector->origin() + ": " + outcome.why +
         "; commands go on without them");
}

void span_exporter::give_up(std::size_t spans) { unsent_ += spans + queue_->clear(); }

std::chrono::milliseconds span_exporter::back_off(std::uint32_t failures) const {
  constexpr std::uint32_t doublings_max = 20;
  return std::min(settings_.back_off_first * (1 << std::min(failures - 1, doublings_max)),
                  settings_.back_off_max);
}

std::unique_ptr<span_exporter> begin_tracing(const tracing_settings& settings, config& engine) {
  if (!settings.collector) return nullptr;
  auto log = engine.log ? engine.log
                        : [](const std::string& line) { std::fprintf(stderr, "docket: %s\n", line.c_str()); };
  auto exporter = std::make_unique<span_exporter>(settings, make_http_collector(settings), std::move(log));
  engine.spans = exporter->sink();
  engine.trace_every_command = settings.sample_all;
  return exporter;
}

} // namespace docket::service
