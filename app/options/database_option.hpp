#pragma once

#include "docket/app/program/invocation.hpp"

namespace CLI {
class App;
}

namespace docket::app {

// --db PATH. Both the program and each subcommand have it, so that it may stand before or after the
// subcommand. `usual` is what the help calls the default, and `what` what it is.
void add_database_option(CLI::App& to, invocation& call, const char* usual = "docket.db",
                         const char* what = "The database");

} // namespace docket::app
