#pragma once

#include "docket/domain/fulfilment/policy.hpp"
#include "docket/domain/timestamp.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace docket {

// The time `after` from `t` on.
[[nodiscard]] timestamp later(timestamp t, std::chrono::milliseconds after) noexcept;

// How long to wait after the attempt that failed: doubling from the first to the longest, with jitter so that
// those who failed together do not come back together. The jitter is a hash of process, step and attempt
// (FNV-1a) and no random number: the same history always waits the same.
[[nodiscard]] std::chrono::milliseconds back_off(const fulfilment_policy& policy, std::string_view process,
                                                 std::int32_t step, std::int32_t attempt) noexcept;

} // namespace docket
