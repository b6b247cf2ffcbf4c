#include "docket/persistence/codec/json_writer.hpp"
#include "docket/service/answers/fresh_json.hpp"
#include "docket/service/answers/hash_text.hpp"
#include "docket/service/operations/operation_request.hpp"
#include "docket/service/operations/operation_routes.hpp"
#include "docket/service/watch/process_figures.hpp"
#include "docket/version.hpp"

#include <fmt/format.h>

namespace docket::service {
namespace {

std::string milliseconds(std::int64_t microseconds) {
  return fmt::format("{:.3f}", static_cast<double>(microseconds) / 1e3);
}

void write_flag(json_writer& to, std::string_view name, bool set) { to.raw(name, set ? "true" : "false"); }

void write_latency(json_writer& to, std::string_view name, const histogram& of) {
  to.object(name, [&] {
    to.integer("count", of.count());
    to.raw("p50Ms", milliseconds(of.percentile_us(0.5)));
    to.raw("p90Ms", milliseconds(of.percentile_us(0.9)));
    to.raw("p99Ms", milliseconds(of.percentile_us(0.99)));
    to.raw("maxMs", milliseconds(of.max_us()));
  });
}

void write_head(json_writer& to, const log_head& head) {
  to.integer("position", std::uint64_t{value(head.position)});
  to.integer("commit", head.commit);
  to.string("hash", hash_text(head.hash));
}

void write_metrics(json_writer& to, const engine_metrics& m) {
  const std::pair<std::string_view, std::uint64_t> numbers[] = {
      {"commandsAccepted", m.commands_accepted},
      {"commandsRepeated", m.commands_repeated},
      {"commandsRejected", m.commands_rejected},
      {"commandsFailed", m.commands_failed},
      {"commandsInFlight", m.commands_in_flight},
      {"events", m.events},
      {"commits", m.commits},
      {"commitsFailed", m.commits_failed},
      {"conflicts", m.conflicts},
      {"liveAggregates", m.live_aggregates},
      {"hydrations", m.hydrations},
      {"passivations", m.passivations},
      {"aggregatesDied", m.aggregates_died},
      {"appendsWaiting", m.appends_waiting},
      {"hydrationsWaiting", m.hydrations_waiting},
      {"subscribers", m.subscribers},
      {"snapshotsWritten", m.snapshots_written},
      {"fulfilmentsBegun", m.fulfilments_begun},
      {"fulfilmentsCompleted", m.fulfilments_completed},
      {"fulfilmentsCompensated", m.fulfilments_compensated},
      {"fulfilmentsParked", m.fulfilments_parked},
      {"stepsRetried", m.steps_retried},
      {"newsUnderWay", m.news_under_way},
      {"newsSetAside", m.news_set_aside},
      {"databaseBytes", m.files.database_bytes},
      {"walBytes", m.files.wal_bytes},
  };
  for (const auto& [name, number] : numbers)
    to.integer(name, number);
  write_flag(to, "closedToWrites", m.closed_to_writes);
  to.integer("eventsInCommitP50", m.commit_events.percentile_us(0.5));
  write_latency(to, "command", m.command_us);
  write_latency(to, "decide", m.decide_us);
  write_latency(to, "gather", m.gather_us);
  write_latency(to, "commit", m.commit_us);
  write_latency(to, "sync", m.sync_us);
  write_latency(to, "answer", m.answer_us);
}

void write_rebuild(json_writer& to, const rebuild_status& rebuild) {
  to.integer("generation", std::uint64_t{rebuild.generation});
  to.time("startedAt", rebuild.started_at);
  to.integer("done", rebuild.progress.done);
  to.integer("total", rebuild.progress.total);
  to.raw("perSecond", fmt::format("{:.1f}", rebuild.progress.per_second));
  if (rebuild.progress.remaining)
    to.integer("remainingSeconds", std::int64_t{rebuild.progress.remaining->count()});
}

void write_view(json_writer& to, const projection_status& view) {
  to.string("name", view.name);
  to.integer("version", std::int64_t{view.version});
  to.integer("generation", std::uint64_t{view.generation});
  to.string("state", name_of(view.state));
  to.integer("position", std::uint64_t{value(view.position)});
  to.integer("lagEvents", view.lag_events);
  to.raw("lagSeconds", fmt::format("{:.3f}", std::chrono::duration<double>{view.lag}.count()));
  to.raw("perSecond", fmt::format("{:.1f}", view.per_second));
  if (view.last_error)
    to.string("lastError", *view.last_error);
  else
    to.raw("lastError", "null");
  if (view.last_error) to.time("lastErrorAt", view.last_error_at);
  to.integer("deadLetters", view.dead_letters.parked);
  to.integer("deadLettersWaiting", view.dead_letters.waiting);
  if (view.rebuild)
    to.object("rebuild", [&] { write_rebuild(to, *view.rebuild); });
  else
    to.raw("rebuild", "null");
}

http_response status_answer(const watched& what, log_reader& log) {
  const auto metrics = what->shop.metrics();
  const auto reasons = what.reasons_against();
  const auto views = metrics.stopping ? std::vector<projection_status>{} : what->shop.projections().status();
  const auto head = log.head(); // Of the disk, which may be ahead of what was answered.
  const auto uptime =
      static_cast<double>(what->clock().microseconds) / 1e6 - read_process_figures().started_at;
  return fresh_json_of([&](json_writer& to) {
    to.begin_object();
    to.string("version", release_version);
    to.raw("uptimeSeconds", fmt::format("{:.0f}", std::max(0.0, uptime)));
    write_flag(to, "ready", reasons.empty());
    to.objects("reasons", reasons, [&](const unready& one) {
      to.string("reason", one.reason);
      to.string("detail", one.detail);
    });
    to.integer("position", std::uint64_t{value(head.position)});
    to.object("head", [&] { write_head(to, head); });
    to.object("metrics", [&] { write_metrics(to, metrics); });
    to.objects("projections", views, [&](const projection_status& view) { write_view(to, view); });
    to.end_object();
  });
}

} // namespace

routes status_routes(watched& what) {
  return {{http_method::get, "/operations/status", "operationsStatus", role::operate,
           [&what](visit&& here, answer&& to) {
             if (auto refused = here.query.refusal()) return to.send(std::move(*refused));
             what.reader().answer_with(std::move(to),
                                       [&what](log_reader& log) { return status_answer(what, log); });
           }}};
}

} // namespace docket::service
