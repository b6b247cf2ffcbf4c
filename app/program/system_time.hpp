#pragma once

#include "docket/domain/timestamp.hpp"

#include <chrono>

namespace docket::app {

// By the system's clock.
[[nodiscard]] inline timestamp system_time() {
  using std::chrono::microseconds;
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<microseconds>(since_epoch).count()};
}

} // namespace docket::app
