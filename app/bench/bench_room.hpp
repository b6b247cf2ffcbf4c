#pragma once

#include "docket/app/bench/bench_plan.hpp"
#include "docket/app/bench/scratch_folder.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace docket::app::bench {

// What every measurement is given.
struct bench_room {
  const bench_plan& plan;
  const scratch_folder& scratch;
  std::uint64_t seed = 1;
  std::function<void(const std::string&)> tell; // What is going on, for a person who waits.
  std::function<void()> watch;                  // Throws when the person does not want to wait any longer.
};

} // namespace docket::app::bench
