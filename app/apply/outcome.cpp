#include "docket/app/apply/outcome.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/program/errors.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

void complain_of_end(std::string_view why, const tally& counts) {
  complain(fmt::format(
      "{}; {} durable and safe. When the cause is removed, apply the same file again: a line with a "
      "commandId takes effect once",
      why, counted(counts.accepted + counts.repeated, "line is", "lines are")));
}

std::string words_of(const stopping_failure& stopped) {
  const bool unknown = stopped.failure.kind == failure_kind::outcome_unknown;
  return fmt::format("stopped at line {}: {}; {}", stopped.line, stopped.failure.message,
                     unknown ? "whether the failed lines took effect is known after a restart"
                             : "the failed lines had no effect");
}

void complain_of_signal(int signal, const run_figures& figures) {
  const auto& fulfilments = figures.fulfilments;
  const auto open = fulfilments ? fulfilments->under_way : 0;
  complain(fmt::format("ended by {} after {}{}; apply the same file again to go on", signal_name(signal),
                       counted(figures.counts.all(), "command", "commands"),
                       open == 0 ? std::string{}
                                 : ", with " + counted(open, "fulfilment", "fulfilments") + " under way"));
}

} // namespace

exit_status report_outcome(const journal& books, const run_figures& figures,
                           const std::optional<std::string>& fault, const stop_signals& signals,
                           std::string_view input_name) {
  const auto stopped = books.failure();
  if (stopped || fault) {
    complain_of_end(stopped ? words_of(*stopped) : *fault, figures.counts);
    return exit_status::failed;
  }
  if (const int signal = signals.caught()) {
    complain_of_signal(signal, figures);
    return ended_by_signal(signal);
  }
  const auto& fulfilments = figures.fulfilments;
  if (!fulfilments && figures.counts.all() == 0)
    complain(fmt::format("there are no commands in {}", input_name));
  if (fulfilments && fulfilments->parked > 0)
    complain(fmt::format("{} parked for people; docket fulfilment list --stuck tells which",
                         counted(fulfilments->parked, "fulfilment is", "fulfilments are")));
  const bool all_ended = !fulfilments || fulfilments->all_well();
  return figures.counts.all_well() && all_ended ? exit_status::well : exit_status::failed;
}

} // namespace docket::app
