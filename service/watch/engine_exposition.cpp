#include "docket/service/watch/engine_exposition.hpp"

#include "docket/persistence/store/store_error.hpp"

namespace docket::service {
namespace {

constexpr projection_state all_states[] = {projection_state::opening,  projection_state::catching_up,
                                           projection_state::live,     projection_state::rebuilding,
                                           projection_state::retrying, projection_state::stopped};

void write_stages(exposition& to, const engine_metrics& metrics) {
  to.histogram(
      "docket_stage_seconds",
      "Where the time of commands goes: of each commit the append that waited longest (decide, gather), the "
      "commit, the part of it that waits for the disk (sync), and the answers behind it (answer).");
  to.seconds(metrics.decide_us, {{"stage", "decide"}});
  to.seconds(metrics.gather_us, {{"stage", "gather"}});
  to.seconds(metrics.commit_us, {{"stage", "commit"}});
  to.seconds(metrics.sync_us, {{"stage", "sync"}});
  to.seconds(metrics.answer_us, {{"stage", "answer"}});
}

// One gauge of every view.
template <class Value>
void each_view(exposition& to, std::string_view name, std::string_view help,
               const std::vector<projection_status>& views, Value value_of) {
  to.gauge(name, help);
  for (const auto& view : views)
    to.value(value_of(view), {{"projection", view.name}});
}

} // namespace

void write_commands(exposition& to, const engine_metrics& metrics) {
  to.counter("docket_commands_total",
             "Commands that were answered, by kind, result, and whether the engine sent them "
             "itself.");
  std::uint64_t failed = 0; // Of a kind that is known.
  for (const auto& of : metrics.commands) {
    const std::string_view origin = of.own ? "engine" : "caller";
    if (!of.own) failed += of.failed;
    const auto put = [&](std::string_view result, std::uint64_t count) {
      if (count > 0) to.value(count, {{"kind", of.kind}, {"origin", origin}, {"result", result}});
    };
    put("accepted", of.accepted);
    put("repeated", of.repeated);
    put("rejected", of.rejected);
    put("failed", of.failed);
  }
  to.counter("docket_commands_turned_away_total",
             "Commands that were not taken since too many were in flight.",
             metrics.commands_failed - std::min(failed, metrics.commands_failed));
  to.gauge("docket_commands_in_flight", "Commands that were taken and have no answer yet.",
           metrics.commands_in_flight);
  to.histogram("docket_command_seconds", "From taking a command to its answer.");
  to.seconds(metrics.command_us);
  write_stages(to, metrics);
}

void write_log(exposition& to, const engine_metrics& metrics) {
  to.counter("docket_events_total", "Events that were committed.", metrics.events);
  to.counter("docket_commits_total", "Commits that wrote events.", metrics.commits);
  to.counter("docket_commits_failed_total", "Commits that failed, for all their appends.",
             metrics.commits_failed);
  to.counter("docket_append_conflicts_total", "Appends whose stream was not as expected.", metrics.conflicts);
  to.histogram("docket_commit_events", "Events in one commit.");
  to.numbers(metrics.commit_events);
  to.gauge("docket_appends_waiting", "Appends that wait for a commit.", metrics.appends_waiting);
  to.gauge("docket_log_position", "The position of the last event.", value(metrics.head.position));
  to.gauge("docket_log_commits", "The number of the last commit.", metrics.head.commit);
  to.gauge("docket_database_bytes", "Size of the database.", metrics.files.database_bytes);
  to.gauge("docket_wal_bytes", "Size of the write-ahead log beside it.", metrics.files.wal_bytes);
  to.gauge("docket_closed_to_writes", "1 once a sync has failed: nothing is written before a restart.",
           std::uint64_t{metrics.closed_to_writes});
  to.gauge("docket_subscribers", "Who follows the log within the program.", metrics.subscribers);
  to.counter("docket_snapshots_written_total", "Snapshots that were written.", metrics.snapshots_written);
}

void write_aggregates(exposition& to, const engine_metrics& metrics) {
  to.gauge("docket_live_aggregates", "Orders, payments and the like that are in memory, an actor each.",
           metrics.live_aggregates);
  to.counter("docket_hydrations_total", "How often one was read from the log.", metrics.hydrations);
  to.gauge("docket_hydrations_waiting", "Aggregates that wait to be read from the log.",
           metrics.hydrations_waiting);
  to.counter("docket_passivations_total", "How often one left the memory.", metrics.passivations);
  to.counter("docket_aggregates_died_total", "Actors that a fault has ended.", metrics.aggregates_died);
}

void write_fulfilments(exposition& to, const engine_metrics& metrics, const queries& ask) {
  to.counter("docket_fulfilments_total", "What became of fulfilments, counted each time.");
  to.value(metrics.fulfilments_begun, {{"outcome", "begun"}});
  to.value(metrics.fulfilments_completed, {{"outcome", "completed"}});
  to.value(metrics.fulfilments_compensated, {{"outcome", "compensated"}});
  to.value(metrics.fulfilments_parked, {{"outcome", "parked"}});
  to.counter("docket_fulfilment_steps_retried_total", "Steps that were asked for again.",
             metrics.steps_retried);
  to.gauge("docket_fulfilment_news_under_way", "Events told to fulfilments and not yet answered.",
           metrics.news_under_way);
  to.gauge("docket_fulfilment_news_set_aside", "Events that fulfilments could not be told.",
           metrics.news_set_aside);
  to.gauge("docket_fulfilments", "Fulfilments now, by phase; the parked ones wait for people.");
  try {
    const auto counts = ask.board_counts();
    if (!counts) return; // The engine does not keep the view, or it is not open yet.
    for (const auto& [phase, count] : counts->counts)
      to.value(static_cast<std::uint64_t>(count), {{"phase", phase}});
  } catch (const store_error&) {
  }
}

void write_deadlines(exposition& to, log_reader& log, timestamp now) {
  std::uint64_t pending = 0, overdue = 0;
  bool known = true;
  try {
    overdue = log.count_deadlines(earliest_time, now);
    pending = overdue + log.count_deadlines({now.microseconds + 1}, latest_time);
  } catch (const store_error&) {
    known = false;
  }
  to.gauge("docket_deadlines_pending", "Times at which something is to be done again.");
  if (known) to.value(pending);
  to.gauge("docket_deadlines_overdue", "Those that have passed.");
  if (known) to.value(overdue);
}

void write_views(exposition& to, const std::vector<projection_status>& views) {
  using status = projection_status;
  each_view(to, "docket_projection_position", "The position up to which the view has the log.", views,
            [](const status& of) { return value(of.position); });
  each_view(to, "docket_projection_lag_events", "How many events the view is behind the log.", views,
            [](const status& of) { return of.lag_events; });
  each_view(to, "docket_projection_lag_seconds",
            "How long the oldest event that the view has not is in the log.", views,
            [](const status& of) { return std::chrono::duration<double>{of.lag}.count(); });
  each_view(to, "docket_projection_events_per_second", "How fast the view takes events, lately.", views,
            [](const status& of) { return of.per_second; });
  each_view(to, "docket_projection_dead_letters", "Events that the view could not be told.", views,
            [](const status& of) { return of.dead_letters.parked; });
  each_view(to, "docket_projection_dead_letters_waiting", "Events that wait behind them.", views,
            [](const status& of) { return of.dead_letters.waiting; });
  each_view(to, "docket_projection_dead_letters_discarded", "Events that the view does without.", views,
            [](const status& of) { return of.dead_letters.discarded; });
  each_view(to, "docket_projection_rebuilding", "1 while the view is being built anew.", views,
            [](const status& of) { return std::uint64_t{of.rebuild.has_value()}; });
  to.gauge("docket_projection_state", "1 for the state that the view is in, 0 for the others.");
  for (const auto& view : views)
    for (const auto state : all_states)
      to.value(std::uint64_t{view.state == state}, {{"projection", view.name}, {"state", name_of(state)}});
}

} // namespace docket::service
