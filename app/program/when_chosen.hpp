#pragma once

#include "docket/app/program/invocation.hpp"

#include <CLI/CLI.hpp>
#include <memory>

namespace docket::app {

// When this subcommand stands on the command line, run(call, options) is what the program does.
template <class Options>
void when_chosen(CLI::App& command, invocation& call, std::shared_ptr<Options> options,
                 exit_status (*run)(invocation& call, const Options& options)) {
  command.callback(
      [&call, options, run] { call.action = [&call, options, run] { return run(call, *options); }; });
}

} // namespace docket::app
