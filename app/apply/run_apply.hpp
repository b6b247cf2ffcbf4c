#pragma once

#include "docket/app/apply/apply_options.hpp"
#include "docket/app/program/invocation.hpp"

namespace docket::app {

// Opens the files and the engine, applies every line, prints the summary. Throws command_failed,
// config_error, store_error, output_error.
[[nodiscard]] exit_status run_apply(invocation& call, const apply_options& options);

} // namespace docket::app
