#include "docket/app/commands.hpp"
#include "docket/app/program/errors.hpp"
#include "docket/app/program/when_chosen.hpp"
#include "docket/app/simulate/run_many.hpp"
#include "docket/app/simulate/run_one.hpp"
#include "docket/app/simulate/run_planted.hpp"
#include "docket/app/simulate/simulate_options.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

namespace docket::app {
namespace {

constexpr auto footer =
    R"(Each seed is a small shop in a world of its own: customers, an engine, its disk, a payment provider and a carrier, all
on one thread that the seed decides, while writes fail, disks fill, the power goes and the clock jumps. When all is
quiet, the log and all that clients, subscribers and gateways know is audited. The same seed is the same run.
It ends at 10 failures, unless it is to keep going; Ctrl-C ends it with the summary so far.

Faults: failed_writes, full_disk, unknown_outcomes, failed_reads, slow_disk, power_cuts, crashes, wrong_time; and
lying_disk, only where it is named: what was promised on such a disk is lost, and must be found out.

Examples:
  docket simulate                                     1,000 seeds
  docket simulate --time 10m --from 1000000           others, for ten minutes
  docket simulate --storage sqlite --faults power_cuts,crashes
  docket simulate --replay 4711 --log                 one seed, its last steps and its log
  docket simulate --seed 4711 --shrink found.json     what is left of it that still goes wrong
  docket simulate --scenario found.json --steps 200

Exit status: 0 no failures, 1 failures, 2 wrong usage. See docs/simulation.md.)";

using options_of = std::vector<CLI::Option*>;

options_of add_many(CLI::App& command, simulate_options& options) {
  return {
      command.add_option("--seeds", options.seeds, "How many; 1000 unless there is a --time")
          ->type_name("N")
          ->check(CLI::PositiveNumber.description("")),
      command.add_option("--from", options.from, "The first of them")->type_name("S")->capture_default_str(),
      command.add_option("--time", options.time, "End after it: 90s, 10m, 2h")->type_name("TIME"),
      command.add_option("--jobs", options.jobs, "Processes; as many as there are cores, unless stated")
          ->type_name("J")
          ->check(CLI::Range(1, 1'024).description("")),
      command.add_flag("--keep-going", options.keep_going, "Past 10 failures, too"),
      command.add_flag("--determinism", options.determinism, "Run each seed twice and compare")};
}

options_of add_wishes(CLI::App& command, simulate_options& options) {
  const auto word = [&](const char* name, std::string& value, const char* what,
                        std::vector<std::string> known) {
    return command.add_option(name, value, what)
        ->check(CLI::IsMember(std::move(known)))
        ->capture_default_str();
  };
  return {word("--strategy", options.strategy, "Who is next", {"random", "priority", "starving", "mixed"}),
          command.add_option("--depth", options.depth, "Orderings that `priority` looks for")
              ->type_name("D")
              ->check(CLI::Range(2, 100).description("")),
          word("--storage", options.storage, "Under the log", {"memory", "sqlite", "mixed"}),
          word("--fulfilment", options.fulfilment, "Who carries orders out",
               {"manual", "pay_first", "reserve_first", "mixed"}),
          command.add_option("--faults", options.faults, "No others: all, none or names")
              ->delimiter(',')
              ->type_name("NAME,..."),
          command.add_flag("--no-views", options.no_views, "Without a read side")};
}

options_of add_one(CLI::App& command, simulate_options& options) {
  return {
      command.add_option("--seed", options.seed, "Run this one alone and print all about it")->type_name("S"),
      command.add_option("--replay", options.replay, "The same, with its last steps")->type_name("S"),
      command.add_option("--scenario", options.scenario_file, "The same for a scenario's file")
          ->type_name("FILE")};
}

// What says more of one run needs one.
void add_details(CLI::App& command, simulate_options& options) {
  command.add_option("--steps", options.steps, "Last steps to print; 60 with --replay")->type_name("N");
  command.add_flag("--log", options.log, "Print the log's events at the end");
  command.add_option("--save", options.save, "Write its scenario into a file, to be edited and run")
      ->type_name("FILE");
}

// CLI11's own exclusions would stand in every line of --help.
void refuse_together(const options_of& these, const options_of& those) {
  for (const auto* one : these)
    for (const auto* other : those)
      if (one != other && one->count() > 0 && other->count() > 0)
        throw CLI::ExcludesError{one->get_name(), other->get_name()};
}

exit_status run_simulate(invocation& call, const simulate_options& options) {
  if (options.planted) return run_planted(call, options);
  const bool one = options.seed || options.replay || options.scenario_file;
  if (!one && (options.steps || options.log || options.save))
    throw usage_error{"--steps, --log and --save are for one run: --seed, --replay or --scenario"};
  return one ? run_one(call, options) : run_many(call, options);
}

} // namespace

void add_simulate_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand(
      "simulate", "Run shops in which everything goes wrong, from seeds, and audit what is left");
  const auto options = std::make_shared<simulate_options>();
  const auto many = add_many(*command, *options);
  const auto wishes = add_wishes(*command, *options);
  const auto one = add_one(*command, *options);
  add_details(*command, *options);
  command->add_option("--shrink", options->shrink, "Reduce the first failure and write its scenario")
      ->expected(0, 1)
      ->type_name("[FILE]");
  auto* planted =
      command
          ->add_option("--planted", options->planted, "Plant bugs and tell by how many seeds each is found")
          ->expected(0, 1)
          ->type_name("[NAME,...]");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->parse_complete_callback([many, wishes, one, planted] {
    refuse_together(one, one);
    refuse_together(one, many);
    refuse_together({one.back()}, wishes); // A file has it all.
    refuse_together({planted}, wishes);    // Each bug has its own.
    refuse_together({planted}, one);
  });
  command->footer(footer);
  when_chosen(*command, call, options, run_simulate);
}

} // namespace docket::app
