#include "docket/app/simulate/shrink_failure.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/app/simulate/run_apart.hpp"
#include "docket/app/simulate/scenario_file.hpp"

#include <chrono>
#include <fmt/format.h>
#include <utility>

namespace docket::app {
namespace {

constexpr std::chrono::minutes time_max{5};

std::size_t commands_of(const scenario& what) {
  std::size_t count = 0;
  for (const auto& client : what.clients)
    count += client.actions.size();
  return count;
}

std::string size_of(const scenario& what) {
  return fmt::format("{} with {}", counted(what.clients.size(), "client", "clients"),
                     counted(commands_of(what), "command", "commands"));
}

// With fewer faults some scenarios go on for ever, which takes long to see; only where that is what is wrong
// they may.
std::uint64_t steps_for(const scenario& what, const violation& found) {
  if (found.invariant == "no_end" || found.invariant == hung || found.invariant == process_died)
    return run_options{}.steps_max;
  return 10'000 + 3 * run_apart(what).steps;
}

} // namespace

shrunk_failure shrink_failure(const scenario& what, const violation& found, const std::string& file) {
  const stop_signals signals;
  progress line{"shrink", "runs"};
  const auto judge = violates_apart(found, steps_for(what, found));
  const auto end = std::chrono::steady_clock::now() + time_max;
  const auto may_go_on = [&] { return signals.caught() == 0 && std::chrono::steady_clock::now() < end; };
  const shrink_budget budget{.may_go_on = may_go_on};
  auto shrunk = shrink(what, judge, budget, [&](const scenario& smallest, std::uint64_t runs) {
    line.show(fmt::format("{}, {}", counted(runs, "run", "runs"), size_of(smallest)));
  });
  shrunk_failure result{file.empty() ? fmt::format("seed-{}.json", what.seed) : file, shrunk.runs,
                        shrunk.smallest.clients.size(), commands_of(shrunk.smallest), shrunk.fails};
  if (!shrunk.fails) return result;
  shrunk.smallest.about = fmt::format("{}: {}", found.invariant, found.what);
  write_scenario(shrunk.smallest, result.file);
  return result;
}

std::string words_of(const shrunk_failure& shrunk) {
  if (!shrunk.fails) return "it did not go wrong again, so it was not shrunk";
  return fmt::format("shrunk to {} with {} in {}: {}", counted(shrunk.clients, "client", "clients"),
                     counted(shrunk.commands, "command", "commands"), counted(shrunk.runs, "run", "runs"),
                     shrunk.file.string());
}

} // namespace docket::app
