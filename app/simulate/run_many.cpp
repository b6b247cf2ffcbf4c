#include "docket/app/simulate/run_many.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/output.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/app/simulate/hunt.hpp"
#include "docket/app/simulate/shrink_failure.hpp"
#include "docket/app/simulate/summary.hpp"
#include "docket/app/simulate/totals.hpp"
#include "docket/app/simulate/wishes.hpp"
#include "docket/simulation/shop/draw_scenario.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <string>
#include <thread>

namespace docket::app {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::uint64_t seeds_usually = 1'000;
constexpr std::size_t failures_max = 10;

seed_report run_twice(const scenario& what) {
  auto report = run_and_report(what);
  const auto again = run_and_report(what).trace_hash;
  if (again != report.trace_hash)
    report.violations.push_back({std::string{not_deterministic},
                                 fmt::format("the first run's trace is {:016x}, the second one's {:016x}",
                                             report.trace_hash, again)});
  return report;
}

hunt_plan plan_of(const simulate_options& options) {
  hunt_plan plan;
  plan.first = options.from;
  plan.run = [wishes = wishes_of(options), twice = options.determinism](std::uint64_t seed) {
    const auto what = draw_scenario(seed, wishes);
    return twice ? run_twice(what) : run_and_report(what);
  };
  if (options.seeds || !options.time) plan.count = options.seeds.value_or(seeds_usually);
  plan.jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  if (plan.count) plan.jobs = static_cast<std::uint32_t>(std::min<std::uint64_t>(plan.jobs, *plan.count));
  return plan;
}

// One hunt, its totals and its ends.
class seeds_run {
public:
  explicit seeds_run(const simulate_options& options) : options_(options), plan_(plan_of(options)) {
    if (options.time) end_ = begun_ + duration_of(*options.time);
    totals_.jobs = plan_.jobs;
  }

  void run() {
    hunt{plan_}.run([this](const seed_report& report) { take(report); }, [this] { return goes_on(); },
                    signals_.descriptor());
    line_.clear();
    totals_.elapsed = elapsed();
  }

  [[nodiscard]] const simulate_totals& totals() const noexcept { return totals_; }
  [[nodiscard]] int signal() const noexcept { return signals_.caught(); }

  [[nodiscard]] std::string ended_by() const {
    if (signal() != 0) return signal_name(signal());
    return too_many_failures() ? counted(totals_.failures.size(), "failure", "failures") : "";
  }

private:
  [[nodiscard]] std::chrono::milliseconds elapsed() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - begun_);
  }

  [[nodiscard]] bool too_many_failures() const {
    return !options_.keep_going && totals_.failures.size() >= failures_max;
  }

  [[nodiscard]] bool goes_on() const {
    return signal() == 0 && !too_many_failures() && (!end_ || clock::now() < *end_);
  }

  void take(const seed_report& report) {
    totals_.add(report);
    faults_ += sum_of(report.met, "fault");
    line_.show(totals_.seeds, fraction(),
               fmt::format("  {} faults  {}", grouped(faults_),
                           counted(totals_.failures.size(), "failure", "failures")));
  }

  [[nodiscard]] std::optional<double> fraction() const {
    std::optional<double> done;
    if (plan_.count) done = static_cast<double>(totals_.seeds) / static_cast<double>(*plan_.count);
    if (!end_) return done;
    const std::chrono::duration<double> passed = clock::now() - begun_, whole = *end_ - begun_;
    return std::max(done.value_or(0), passed / whole);
  }

  const simulate_options& options_;
  clock::time_point begun_ = clock::now();
  hunt_plan plan_;
  std::optional<clock::time_point> end_;
  simulate_totals totals_;
  std::uint64_t faults_ = 0;
  stop_signals signals_;
  progress line_{"simulate", "seeds"};
};

void shrink_first(const simulate_totals& totals, const scenario_wishes& wishes, const std::string& file) {
  const auto& first = totals.failures.begin()->second;
  const auto shrunk = shrink_failure(draw_scenario(first.seed, wishes), first.violations.front(), file);
  complain(fmt::format("seed {}: {}", first.seed, words_of(shrunk)));
}

} // namespace

exit_status run_many(invocation& call, const simulate_options& options) {
  int signal = 0;
  simulate_totals totals;
  const auto wishes = wishes_of(options);
  {
    seeds_run seeds{options};
    seeds.run();
    signal = seeds.signal();
    totals = seeds.totals();
    const simulate_summary summary{totals, wishes, call.program, words_of_wishes(options), seeds.ended_by()};
    call.out.write(options.json ? summary_json(summary) : summary_text(summary));
    call.out.flush();
  }
  if (signal == 0 && options.shrink && !totals.failures.empty())
    shrink_first(totals, wishes, *options.shrink);
  if (!totals.failures.empty()) return exit_status::failed;
  return signal == 0 ? exit_status::well : ended_by_signal(signal);
}

} // namespace docket::app
