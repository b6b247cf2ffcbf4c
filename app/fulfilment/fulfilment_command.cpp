#include "docket/app/commands.hpp"
#include "docket/app/fulfilment/fulfilment_commands.hpp"
#include "docket/app/options/database_option.hpp"

#include <CLI/CLI.hpp>

namespace docket::app {
namespace {

constexpr auto footer = R"(Examples:
  docket fulfilment list --stuck                     those that people must look at
  docket fulfilment show order-001                   every step, and what it waits for
  docket fulfilment retry order-001                  the cause is removed: go on
  docket fulfilment abandon order-001 --reason "sold in the shop"

docket fulfilment COMMAND --help has the options of each.)";

} // namespace

void add_fulfilment_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("fulfilment", "Look after orders on their way to the customer");
  command->require_subcommand(1);
  add_database_option(*command, call);
  add_fulfilment_list_command(*command, call);
  add_fulfilment_show_command(*command, call);
  add_fulfilment_retry_command(*command, call);
  add_fulfilment_abandon_command(*command, call);
  command->footer(footer); // Last: subcommands would inherit it.
}

} // namespace docket::app
