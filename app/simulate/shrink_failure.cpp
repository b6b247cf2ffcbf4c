#include "docket/app/simulate/shrink_failure.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/progress.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/app/simulate/run_apart.hpp"
#include "docket/app/simulate/scenario_file.hpp"

#include <fmt/format.h>
#include <utility>

namespace docket::app {
namespace {

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

} // namespace

shrunk_failure shrink_failure(const scenario& what, const violation& found, const std::string& file) {
  const stop_signals signals;
  progress line{"shrink", "runs"};
  const auto judge = violates_apart(found.invariant);
  const shrink_budget budget{.may_go_on = [&] { return signals.caught() == 0; }};
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
  if (!shrunk.fails) return "it did not go wrong again, so it was not shrunk\n";
  return fmt::format("shrunk to {} with {} in {}: {}\n", counted(shrunk.clients, "client", "clients"),
                     counted(shrunk.commands, "command", "commands"), counted(shrunk.runs, "run", "runs"),
                     shrunk.file.string());
}

} // namespace docket::app
