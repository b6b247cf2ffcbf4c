// docket_crash_tests [--quick] [--scenario NAME] [--strict] [--seed N]: the SQLite store on a simulated disk
// that fails at each operation in each way. Ends with 1 when a promise was not kept.
//   --quick   some operations of each scenario instead of all
//   --strict  a disk that promises no more than it must: no powersafe overwrite, names only by their folder's
//   sync
#include "crash_run.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr std::uint64_t quick_operations = 10;
constexpr std::uint64_t quick_recovery_step = 11;
constexpr std::size_t findings_shown = 20;

struct wishes {
  crash_run_options options;
  std::string_view scenario; // Empty: all.
};

wishes read(int count, char** words) {
  wishes wanted;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    const char* next = i + 1 < count ? words[i + 1] : nullptr;
    if (word == "--quick") {
      wanted.options.operations_max = quick_operations;
      wanted.options.recovery_step = quick_recovery_step;
    } else if (word == "--strict") {
      wanted.options.disk.powersafe_overwrite = false;
      wanted.options.disk.sync_keeps_name = false;
    } else if (word == "--scenario" && next) {
      wanted.scenario = words[++i];
    } else if (word == "--seed" && next) {
      wanted.options.seed = std::strtoull(words[++i], nullptr, 10);
    } else {
      fmt::print(stderr, "unknown option {}\n", word);
      std::exit(2);
    }
  }
  return wanted;
}

void print(std::string_view name, const crash_report& r) {
  fmt::print("{:26} {:6} operations {:7} cases {:7} power cuts {:8} acknowledged {:7} failed {:6} unknown "
             "{} lost {} doubled {} findings\n",
             name, r.operations, r.cases, r.power_cuts, r.counts.acknowledged, r.counts.failed,
             r.counts.unknown, r.counts.lost, r.counts.doubled, r.findings.size());
  std::fflush(stdout);
}

} // namespace

int main(int count, char** words) {
  const auto wanted = read(count, words);
  crash_report all;
  std::size_t scenarios = 0;
  for (const auto& scenario : crash_scenarios()) {
    if (!wanted.scenario.empty() && wanted.scenario != scenario.name) continue;
    ++scenarios;
    const auto report = run_crashes(scenario, wanted.options);
    print(scenario.name, report);
    all.add(report);
  }
  for (std::size_t i = 0; i < std::min(findings_shown, all.findings.size()); ++i)
    fmt::print("  {}\n", all.findings[i]);
  print(fmt::format("{} scenarios", scenarios), all);
  return all.findings.empty() && scenarios > 0 ? 0 : 1;
}
