#pragma once

#include "docket/domain/ids.hpp"

#include <cstdint>
#include <set>

namespace docket {

// How the simulated gateways behave. Times are in milliseconds, rates in parts per 10,000. Each fault is
// decided by itself, so that several may befall one attempt; a call that is lost before its effect has no
// others, and one that fails has no effect.
struct simulated_gateway_options {
  std::uint64_t seed = 1;

  // From the call to its effect and answer.
  std::uint32_t latency_ms_min = 1;
  std::uint32_t latency_ms_max = 20;

  // Of all payments: authorising and capturing is declined, whatever the attempt.
  std::uint32_t declines = 0;

  // Of all attempts:
  std::uint32_t timeouts_before_effect = 0; // Nothing happens and nothing is answered.
  std::uint32_t timeouts_after_effect = 0;  // It takes effect and nothing is answered.
  std::uint32_t transient_failures = 0;     // Nothing happens; the answer is `failed`.
  std::uint32_t duplicate_answers = 0;      // The answer comes twice.
  std::uint32_t late_answers = 0;           // The answer comes `late_by_ms` after the effect.
  std::uint32_t late_by_ms = 1'000;

  // Only the first so many attempts with a key suffer these faults; 0: any may. With rates of 10,000 and 1
  // here, every call goes wrong once and is well when it is made again.
  std::uint32_t faulty_attempts = 0;

  // Calls for these orders throw, every time.
  std::set<order_id> poisoned{};

  // The carrier's own.
  std::uint32_t transit_ms = 50; // From dispatched to delivered.
  std::uint32_t refusals = 0;    // Of all shipments: the carrier does not take them.
};

} // namespace docket
