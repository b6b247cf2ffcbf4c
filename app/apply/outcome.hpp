#pragma once

#include "docket/app/apply/journal.hpp"
#include "docket/app/apply/summary.hpp"
#include "docket/app/program/exit_status.hpp"
#include "docket/app/program/stop_signals.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace docket::app {

// Says on standard error what ended a run before its end, or what it leaves to people, and answers its exit
// status. `fault` is what broke reading, recording or waiting.
[[nodiscard]] exit_status report_outcome(const journal& books, const run_figures& figures,
                                         const std::optional<std::string>& fault, const stop_signals& signals,
                                         std::string_view input_name);

} // namespace docket::app
