#pragma once

#include "docket/actors/config.hpp"
#include "docket/app/bench/bench_plan.hpp"
#include "docket/app/bench/figures.hpp"
#include "docket/app/bench/machine.hpp"

#include <cstdint>
#include <string>

namespace docket::app::bench {

struct report {
  bench_plan plan;
  bool quick = false;
  std::uint64_t seed = 1;
  config settings; // Of the engines.
  machine where;
  figures measured;
};

// As tables for people, each figure beside what it must be.
[[nodiscard]] std::string report_text(const report& of);

// As one JSON object.
[[nodiscard]] std::string report_json(const report& of);

} // namespace docket::app::bench
