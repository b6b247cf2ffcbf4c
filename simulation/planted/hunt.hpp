#pragma once

#include "docket/domain/planted_bugs.hpp"

#include <cstdint>
#include <string>

namespace docket {

// How a hunt ended.
struct hunt {
  std::uint64_t seeds = 0; // Scenarios that were run.
  std::string invariant;  // What gave the bug away: one of invariants(), "crashed" or "hung"; empty: nothing.
  std::uint64_t seed = 0; // Of the scenario that did.

  [[nodiscard]] bool found() const noexcept { return !invariant.empty(); }
};

// Runs drawn scenarios with the bug planted, from this seed on, until an audit finds a violation that is not
// there without the bug, or so many were run; with planted_bug::none, scenarios as they are. Runs in a child
// process, which may crash or hang: call it where no other thread runs. This process stays without bugs.
//
// Throws std::logic_error in a build without DOCKET_PLANTED_BUGS, std::system_error when no process can be
// started.
[[nodiscard]] hunt hunt_planted(planted_bug bug, std::uint64_t from_seed, std::uint64_t seeds_max);

} // namespace docket
