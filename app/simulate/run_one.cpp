#include "docket/app/simulate/run_one.hpp"

#include "docket/app/output/output.hpp"
#include "docket/app/simulate/one_run_text.hpp"
#include "docket/app/simulate/scenario_file.hpp"
#include "docket/app/simulate/shrink_failure.hpp"
#include "docket/app/simulate/wishes.hpp"
#include "docket/simulation/shop/draw_scenario.hpp"
#include "docket/simulation/shop/run_scenario.hpp"

namespace docket::app {
namespace {

constexpr std::size_t steps_usually = 60;

scenario chosen(const simulate_options& options) {
  if (options.scenario_file) return read_scenario(*options.scenario_file);
  return draw_scenario(options.replay ? *options.replay : *options.seed, wishes_of(options));
}

run_options wanted(const simulate_options& options) {
  run_options run;
  run.trace_texts = options.steps.value_or(options.replay ? steps_usually : 0);
  run.keep_log = options.log;
  return run;
}

} // namespace

exit_status run_one(invocation& call, const simulate_options& options) {
  const auto what = chosen(options);
  if (options.save) write_scenario(what, *options.save);
  if (!options.json) {
    call.out.write(scenario_text(what));
    call.out.flush(); // Whoever has to end it knows at least what it was.
  }
  const auto result = run(what, wanted(options));
  call.out.write(options.json ? one_run_json(what, result) : one_run_text(result));
  if (result.violations.empty()) return exit_status::well;
  call.out.flush();
  if (options.shrink) complain(words_of(shrink_failure(what, result.violations.front(), *options.shrink)));
  return exit_status::failed;
}

} // namespace docket::app
