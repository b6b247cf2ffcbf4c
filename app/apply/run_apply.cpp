#include "docket/app/apply/run_apply.hpp"

#include "docket/actors/engine.hpp"
#include "docket/app/apply/applier.hpp"
#include "docket/app/apply/await_fulfilments.hpp"
#include "docket/app/apply/journal.hpp"
#include "docket/app/apply/open_records.hpp"
#include "docket/app/apply/outcome.hpp"
#include "docket/app/apply/summary.hpp"
#include "docket/app/gateways/simulated_outside.hpp"
#include "docket/app/input/input_file.hpp"
#include "docket/app/input/line_reader.hpp"
#include "docket/app/options/config_option.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/app/watch/fulfilment_watch.hpp"
#include "docket/persistence/codec/command_line.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/service/tracing/span_exporter.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace docket::app {
namespace {

using clock = std::chrono::steady_clock;

config engine_config(const invocation& call, const apply_options& options) {
  auto result = config_of(call, options.config_file);
  if (options.payments) result.orders.payments = *options.payments;
  if (options.fulfilment) result.fulfilment.mode = *options.fulfilment;
  return result;
}

bool is_automatic(const config& settings) { return settings.fulfilment.mode != fulfilment_mode::manual; }

// No more in flight than each queue of the engine holds: a command that finds one full would be overtaken by
// later ones of the same order.
std::size_t in_flight_max(const apply_options& options, const config& engine) {
  return std::min({options.concurrency, engine.admission.in_flight_max, engine.aggregates.queue_max,
                   engine.aggregates.hydrations_max, engine.commit.queue_max});
}

run_figures figures_of(const engine& applied, const journal& books, clock::duration elapsed) {
  const auto metrics = applied.metrics();
  return {books.counts(),
          elapsed,
          metrics.command_us.percentile_us(0.5),
          metrics.command_us.percentile_us(0.99),
          metrics.head,
          std::nullopt};
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

// Opens the store before the gateways' ledgers, because it can tell who has the database, and before the
// engine begins to work. Answers where the log ended then.
position open_store_first(config& settings) {
  auto store = std::make_shared<std::unique_ptr<event_store>>(open_sqlite_store(
      settings.database, {settings.store.cache_bytes, settings.store.checkpoint_wal_bytes}));
  settings.open_store = [store](const config&) { return std::move(*store); };
  return (*store)->open_reader()->head().position;
}

// One run, from its files to its summary.
class apply_run {
public:
  apply_run(const invocation& call, const apply_options& options)
      : options_(options),
        settings_(engine_config(call, options)),
        simulation_(simulation_from_file(options.config_file)),
        tracing_(service::tracing_from_file(options.config_file)),
        input_(options.input),
        books_(open_records(options, input_, settings_.database, ledgers())) {
    settings_.log = [this](const std::string& line) { books_.note(line); };
    spans_ = service::begin_tracing(tracing_, settings_);
    if (is_automatic(settings_)) {
      begin_ = open_store_first(settings_);
      set_simulated_gateways(settings_, simulation_);
    }
  }

  exit_status run(invocation& call) {
    engine applied{settings_};
    books_.begin();
    std::optional<fulfilment_watch> watch;
    if (is_automatic(settings_)) watch.emplace(applied, begin_);
    const stop_signals signals;
    auto figures = apply(applied, signals);
    if (watch) figures.fulfilments = await(*watch, signals);
    figures.head = applied.metrics().head;
    watch.reset();
    applied.stop();
    if (spans_) spans_->stop();
    call.out.write(options_.json ? summary_json(figures) + "\n" : summary_text(figures));
    call.out.flush();
    return report_outcome(books_, figures, fault_, signals, input_.name());
  }

private:
  [[nodiscard]] std::vector<std::filesystem::path> ledgers() const {
    if (!is_automatic(settings_)) return {};
    return {payments_ledger_of(settings_, simulation_), shipments_ledger_of(settings_, simulation_)};
  }

  run_figures apply(engine& to, const stop_signals& signals) {
    line_reader lines{input_.descriptor(), input_.name(), command_line_bytes_max, signals.descriptor()};
    const auto begun = clock::now();
    fault_ = apply_all(to, books_, lines, {in_flight_max(options_, settings_), input_.size(), [&signals] {
                                             return signals.caught() != 0;
                                           }});
    const auto elapsed = clock::now() - begun;
    try {
      books_.finish();
    } catch (const output_error& error) {
      fault_ = error.what();
    }
    return figures_of(to, books_, elapsed);
  }

  fulfilment_tally await(fulfilment_watch& watch, const stop_signals& signals) {
    const auto begun = clock::now();
    try {
      if (!fault_ && !books_.stopped()) await_fulfilments(watch, books_, signals);
    } catch (const std::runtime_error& error) { // command_failed and store_error are.
      fault_ = error.what();
    }
    books_.show_nothing();
    auto counts = watch.counts();
    counts.waited = clock::now() - begun;
    return counts;
  }

  const apply_options& options_;
  config settings_;
  simulation_settings simulation_;
  service::tracing_settings tracing_;
  const input_file input_;
  journal books_;
  std::unique_ptr<service::span_exporter> spans_; // Null where no spans are wanted.
  position begin_{};                 // Where the log ended before this run, where fulfilments are automatic.
  std::optional<std::string> fault_; // What broke reading, recording or waiting.
};

} // namespace

exit_status run_apply(invocation& call, const apply_options& options) {
  apply_run run{call, options};
  return run.run(call);
}

} // namespace docket::app
