#include "docket/app/apply/run_apply.hpp"

#include "docket/actors/engine.hpp"
#include "docket/app/apply/applier.hpp"
#include "docket/app/apply/journal.hpp"
#include "docket/app/apply/open_records.hpp"
#include "docket/app/apply/summary.hpp"
#include "docket/app/input/input_file.hpp"
#include "docket/app/input/line_reader.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/persistence/codec/command_line.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

namespace docket::app {
namespace {

using clock = std::chrono::steady_clock;

config engine_config(const invocation& call, const apply_options& options) {
  auto result = options.config_file ? config_from_file(*options.config_file) : config{};
  if (call.database) result.database = *call.database;
  if (options.payments) result.orders.payments = *options.payments;
  return result;
}

// No more in flight than each queue of the engine holds: a command that finds one full would be overtaken by
// later ones of the same order.
std::size_t in_flight_max(const apply_options& options, const config& engine) {
  return std::min({options.concurrency, engine.admission.in_flight_max, engine.aggregates.queue_max,
                   engine.aggregates.hydrations_max, engine.commit.queue_max});
}

run_figures figures_of(const engine& applied, const journal& books, clock::duration elapsed) {
  const auto metrics = applied.metrics();
  return {books.counts(), elapsed, metrics.command_us.percentile_us(0.5),
          metrics.command_us.percentile_us(0.99), metrics.head};
}

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

// Applies everything; answers what broke the reading or the recording, if anything did. What was in flight
// then has been answered all the same.
std::optional<std::string> apply_all(engine& to, journal& books, line_reader& lines, applier::settings with) {
  try {
    applier work{to, books, std::move(with)};
    work.apply(lines);
  } catch (const output_error& error) {
    return error.what();
  } catch (const command_failed& error) {
    return error.what();
  }
  return std::nullopt;
}

exit_status status_of(const journal& books, const std::optional<std::string>& fault,
                      const stop_signals& signals, std::string_view input_name) {
  const auto stopped = books.failure();
  if (stopped || fault) {
    complain_of_end(stopped ? words_of(*stopped) : *fault, books.counts());
    return exit_status::failed;
  }
  if (const int signal = signals.caught()) {
    complain(fmt::format("ended by {} after {}; apply the same file again to go on", signal_name(signal),
                         counted(books.counts().all(), "command", "commands")));
    return ended_by_signal(signal);
  }
  if (books.counts().all() == 0) complain(fmt::format("there are no commands in {}", input_name));
  return books.counts().all_well() ? exit_status::well : exit_status::failed;
}

} // namespace

exit_status run_apply(invocation& call, const apply_options& options) {
  auto settings = engine_config(call, options);
  const input_file input{options.input};
  // Before the engine, so that nothing is done when one of them cannot be written.
  journal books{open_records(options, input, settings.database)};
  settings.log = [&books](const std::string& line) { books.note(line); };
  engine applied{settings};
  books.begin();
  const stop_signals signals;
  line_reader lines{input.descriptor(), input.name(), command_line_bytes_max, signals.descriptor()};

  const auto begun = clock::now();
  auto fault = apply_all(applied, books, lines, {in_flight_max(options, settings), input.size(), [&signals] {
                                                   return signals.caught() != 0;
                                                 }});
  const auto elapsed = clock::now() - begun;
  try {
    books.finish();
  } catch (const output_error& error) {
    fault = error.what();
  }

  const auto figures = figures_of(applied, books, elapsed);
  applied.stop();
  call.out.write(options.json ? summary_json(figures) + "\n" : summary_text(figures));
  call.out.flush();
  return status_of(books, fault, signals, input.name());
}

} // namespace docket::app
