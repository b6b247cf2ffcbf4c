#pragma once

#include "docket/app/program/invocation.hpp"

namespace CLI {
class App;
}

// The subcommands of `docket fulfilment`; see ../commands.hpp.
namespace docket::app {

void add_fulfilment_list_command(CLI::App& fulfilment, invocation& call);
void add_fulfilment_show_command(CLI::App& fulfilment, invocation& call);
void add_fulfilment_retry_command(CLI::App& fulfilment, invocation& call);
void add_fulfilment_abandon_command(CLI::App& fulfilment, invocation& call);

} // namespace docket::app
