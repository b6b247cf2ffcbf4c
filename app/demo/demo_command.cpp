#include "docket/app/commands.hpp"
#include "docket/app/demo/run_demo.hpp"
#include "docket/app/options/database_option.hpp"
#include "docket/app/program/when_chosen.hpp"

#include <CLI/CLI.hpp>
#include <memory>

namespace docket::app {
namespace {

constexpr auto footer =
    R"(A shop from its opening to the last parcel: stock is received (of some products too little), customers order, change
their minds and cancel, and the engine carries each order through payment, stock and shipment by itself, against a
simulated payment provider and carrier that decline, fall silent, fail and repeat themselves now and then. At the end
the books are drawn up from the log and balanced with those two's own ledgers.
The seed decides what customers do and whom the provider declines. Which of them get the last pieces, and whose
cancellation comes in time, depends on who is first, and may differ from run to run.
The database of an earlier demo is replaced; any other database is left alone.

Examples:
  docket demo
  docket demo --orders 200000 --seed 7
  docket demo --db /tmp/shop.db --json)";

} // namespace

void add_demo_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand(
      "demo", "Open a shop, fulfil its orders against gateways that fail, and balance the books");
  const auto options = std::make_shared<demo_options>();
  command->add_option("--orders", options->shop.orders, "How many")
      ->type_name("N")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000}).description(""))
      ->capture_default_str();
  command->add_option("--seed", options->shop.seed, "What to make them from")
      ->type_name("S")
      ->capture_default_str();
  command->add_flag("--json", options->json, "Print one JSON object");
  add_database_option(*command, call, demo_database);
  command->footer(footer);
  when_chosen(*command, call, options, run_demo);
}

} // namespace docket::app
