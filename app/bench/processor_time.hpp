#pragma once

#include <chrono>
#include <time.h>

namespace docket::app::bench {

// Time of this whole process on processors so far.
[[nodiscard]] inline std::chrono::nanoseconds processor_time() noexcept {
  timespec span{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &span);
  return std::chrono::seconds{span.tv_sec} + std::chrono::nanoseconds{span.tv_nsec};
}

} // namespace docket::app::bench
