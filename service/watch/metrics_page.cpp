#include "docket/service/watch/metrics_page.hpp"

#include "docket/service/watch/engine_exposition.hpp"
#include "docket/service/watch/exposition.hpp"
#include "docket/service/watch/process_figures.hpp"
#include "docket/version.hpp"

namespace docket::service {
namespace {

void write_requests(exposition& to, const http_counts::operations& all) {
  to.counter("docket_http_requests_total", "Requests that were answered, by operation and status.");
  for (const auto& [name, of] : all)
    for (const auto& [status, count] : of.by_status)
      to.value(count, {{"operation", name}, {"status", std::to_string(status)}});
  to.histogram("docket_http_request_seconds",
               "From a request to its answer; of a stream, to its first byte.");
  for (const auto& [name, of] : all)
    to.seconds(of.took_us, {{"operation", name}});
}

void write_http(exposition& to, const watched& what) {
  const auto* requests = what->requests;
  write_requests(to, requests ? requests->all() : http_counts::operations{});
  to.counter("docket_http_refused_total", "Bytes that were no request, by the rule that refused them.");
  if (requests)
    for (const auto& [rule, count] : requests->refused())
      to.value(count, {{"rule", rule}});
  const auto server = what.server();
  to.gauge("docket_http_connections", "Connections that are open.", std::uint64_t{server.connections});
  to.gauge("docket_http_requests_under_way", "Requests without an answer yet, streams included.",
           std::uint64_t{server.requests_under_way});
  to.gauge("docket_http_questions_waiting", "Questions that wait for a reading thread.",
           std::uint64_t{server.questions_waiting});
  to.gauge("docket_feed_listeners", "Who hears events as they are committed.",
           std::uint64_t{server.feed_listeners});
}

void write_record(exposition& to, const access_log* record) {
  to.counter("docket_access_log_lines_total", "Requests that were recorded in the access log.",
             record ? record->written() : 0);
  to.counter("docket_access_log_dropped_total", "Requests that the access log could not record.",
             record ? record->dropped() : 0);
}

void write_spans(exposition& to, const exporter_counts& of) {
  to.counter("docket_spans_total",
             "Spans of traces by what became of them: taken or refused by the collector, or dropped.");
  to.value(of.exported, {{"result", "taken"}});
  to.value(of.refused, {{"result", "refused"}});
  to.value(of.dropped_full + of.dropped_unsent, {{"result", "dropped"}});
  to.gauge("docket_spans_waiting", "Spans that wait to be sent to the collector.", of.waiting);
  to.counter("docket_span_requests_failed_total", "Requests to the collector that did not succeed.",
             of.failures);
}

void write_process(exposition& to) {
  const auto figures = read_process_figures();
  to.counter("process_cpu_seconds_total", "Time of processors that the process has used.");
  to.value(figures.cpu_seconds);
  to.gauge("process_resident_memory_bytes", "Memory of the machine that the process has.",
           figures.resident_bytes);
  to.gauge("process_virtual_memory_bytes", "Addresses that the process has.", figures.virtual_bytes);
  to.gauge("process_open_fds", "Files and connections that are open.", figures.open_files);
  to.gauge("process_max_fds", "Files and connections that may be open.", figures.open_files_max);
  to.gauge("process_threads", "Threads of the process.", figures.threads);
  to.gauge("process_start_time_seconds", "When the process was started, in seconds since 1970.",
           figures.started_at);
}

} // namespace

std::string metrics_page(const watched& what, log_reader& log) {
  exposition to;
  to.gauge("docket_build_info", "1; the version of docket is its label.");
  to.value(std::uint64_t{1}, {{"version", release_version}});
  to.gauge("docket_ready", "Whether requests should be sent here: 1, or 0 where /readyz says why not.",
           std::uint64_t{what.reasons_against().empty()});
  const auto metrics = what->shop.metrics();
  write_commands(to, metrics);
  write_log(to, metrics);
  write_aggregates(to, metrics);
  write_fulfilments(to, metrics, what->shop.queries());
  write_deadlines(to, log, what->clock());
  write_views(to, metrics.stopping ? std::vector<projection_status>{} : what->shop.projections().status());
  write_http(to, what);
  write_record(to, what->record);
  write_spans(to, what->traces ? what->traces->counts() : exporter_counts{});
  write_process(to);
  return to.take();
}

} // namespace docket::service
