#include "docket/app/commands.hpp"
#include "docket/app/projections/projection_commands.hpp"

#include <CLI/CLI.hpp>

namespace docket::app {
namespace {

constexpr auto footer = R"(Examples:
  docket projections                       how far each is behind the log
  docket projections verify                prove that none has missed an event
  docket projections rebuild order_list    build it anew beside the live one, then switch
  docket projections diff order_list       build it anew, compare, and change nothing

docket projections COMMAND --help has the options of each.)";

} // namespace

void add_projections_command(CLI::App& program, invocation& call) {
  auto* command = program.add_subcommand("projections", "Look after what lists and statistics are read from");
  command->require_subcommand(0, 1);
  add_projections_catch_up_command(*command, call);
  add_projections_verify_command(*command, call);
  add_projections_rebuild_command(*command, call);
  add_projections_diff_command(*command, call);
  add_projections_cancel_command(*command, call);
  add_projections_status(*command, call);
  command->footer(footer); // Last: subcommands would inherit it.
}

} // namespace docket::app
