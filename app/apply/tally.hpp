#pragma once

#include "docket/actors/metrics.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace docket::app {

// What became of the lines.
struct tally {
  using counts = std::map<std::string, std::uint64_t, std::less<>>;

  std::uint64_t accepted = 0, repeated = 0, refused = 0, malformed = 0;
  std::uint64_t failed = 0; // Neither taken nor refused: the store or the engine could not.
  counts refused_by, refused_by_command, malformed_by;

  [[nodiscard]] std::uint64_t lines() const noexcept {
    return accepted + repeated + refused + malformed + failed;
  }
  [[nodiscard]] std::uint64_t answered() const noexcept { return accepted + repeated + refused; }
  [[nodiscard]] bool all_well() const noexcept { return refused + malformed + failed == 0; }
};

void count_one(tally::counts& in, std::string_view name);

// How a run went, for the summary.
struct run_figures {
  tally counts;
  std::chrono::nanoseconds elapsed{0};
  std::int64_t p50_us = 0, p99_us = 0; // From sending a command to its answer.
  log_head head;
};

[[nodiscard]] std::string summary_text(const run_figures& figures);

// The object that `docket apply --json` prints.
[[nodiscard]] std::string summary_json(const run_figures& figures);

} // namespace docket::app
