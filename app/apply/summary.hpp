#pragma once

#include "docket/app/pipeline/tally.hpp"
#include "docket/app/watch/fulfilment_tally.hpp"
#include "docket/persistence/store/log_types.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace docket::app {

// How a run went.
struct run_figures {
  tally counts;
  std::chrono::nanoseconds elapsed{0};
  std::int64_t p50_us = 0, p99_us = 0; // From sending a command to its answer.
  log_head head;
  std::optional<fulfilment_tally> fulfilments{}; // Where they are automatic.
};

[[nodiscard]] std::string summary_text(const run_figures& figures);

// The object that `docket apply --json` prints.
[[nodiscard]] std::string summary_json(const run_figures& figures);

} // namespace docket::app
