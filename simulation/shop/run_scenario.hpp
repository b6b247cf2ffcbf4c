#pragma once

#include "docket/simulation/audit/violation.hpp"
#include "docket/simulation/shop/coverage.hpp"
#include "docket/simulation/shop/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace docket {

struct run_options {
  std::size_t trace_texts = 0;         // Last steps that are kept as text.
  bool record_choices = false;         // So that it can be replayed choice by choice.
  bool keep_log = false;               // The log's events at the end, as JSON.
  std::uint64_t steps_max = 1'000'000; // Past it the run is found not to end.
};

// What became of one run of a scenario.
struct run_result {
  std::vector<violation> violations; // None: all is well.
  std::uint64_t trace_hash = 0;      // The same for every run of the scenario.
  std::uint64_t steps = 0;
  bool lie_found_out =
      false; // The disk had lost what it had promised, and that was seen; the run ended there.
  coverage met;
  std::vector<std::string> last_steps;
  std::vector<std::uint32_t> choices;
  std::vector<std::string> log;
};

// Runs the scenario to its end: the clients' scripts with all that goes wrong, then, with nothing going wrong
// any more, until every order has come to its end; and audits what is left.
[[nodiscard]] run_result run(const scenario& what, const run_options& options = {});

} // namespace docket
