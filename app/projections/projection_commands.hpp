#pragma once

#include "docket/app/program/invocation.hpp"

namespace CLI {
class App;
}

// The subcommands of `docket projections`, one function each; made as those of ../commands.hpp.
namespace docket::app {

void add_projections_status(CLI::App& projections, invocation& call); // Without a subcommand.
void add_projections_catch_up_command(CLI::App& projections, invocation& call);
void add_projections_verify_command(CLI::App& projections, invocation& call);
void add_projections_rebuild_command(CLI::App& projections, invocation& call);
void add_projections_diff_command(CLI::App& projections, invocation& call);
void add_projections_cancel_command(CLI::App& projections, invocation& call);

} // namespace docket::app
