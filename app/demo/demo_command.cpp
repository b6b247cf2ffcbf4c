#include "docket/app/commands.hpp"
#include "docket/app/demo/run_demo.hpp"
#include "docket/app/options/database_option.hpp"

#include <CLI/CLI.hpp>
#include <memory>

namespace docket::app {
namespace {

constexpr auto footer =
    R"(The orders of a shop over six weeks: what is bought, changed, paid, shipped and cancelled comes from the seed, and
the same seed makes the same orders. Some payments are wrong and are refused, some commands are sent twice.
The database of an earlier demo is replaced; any other database is left alone.

Examples:
  docket demo
  docket demo --orders 200000 --seed 7
  docket demo --db /tmp/shop.db --json)";

} // namespace

void add_demo_command(CLI::App& program, invocation& call) {
  auto* command =
      program.add_subcommand("demo", "Make orders, run them through their whole life, and show them");
  const auto options = std::make_shared<demo_options>();
  command->add_option("--orders", options->shop.orders, "How many")
      ->type_name("N")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{100'000'000}).description(""))
      ->capture_default_str();
  command->add_option("--seed", options->shop.seed, "What to make them from")
      ->type_name("S")
      ->capture_default_str();
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call, demo_database);
  command->footer(footer);
  command->callback(
      [&call, options] { call.action = [&call, options] { return run_demo(call, *options); }; });
}

} // namespace docket::app
