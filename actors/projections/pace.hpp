#pragma once

#include "docket/actors/config.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace docket {

// How long to wait before the next attempt, after so many that failed.
[[nodiscard]] inline std::chrono::milliseconds back_off(const config::read_side_config& limits,
                                                        std::uint32_t failures) {
  constexpr std::uint32_t doublings_max = 20;
  const auto doublings = std::min(failures == 0 ? 0 : failures - 1, doublings_max);
  return std::min(limits.back_off_first * (1 << doublings), limits.back_off_max);
}

} // namespace docket
