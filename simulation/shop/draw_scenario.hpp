#pragma once

#include "docket/simulation/shop/scenario.hpp"

#include <cstdint>
#include <optional>
#include <set>

namespace docket {

// What somebody wants of the scenarios that seeds draw. Nothing set: whatever the seed says.
struct scenario_wishes {
  std::optional<scenario_storage> storage;
  std::optional<schedule_kind> schedule;
  std::optional<std::uint32_t> depth; // Of PCT.
  std::optional<std::set<scenario_fault>>
      faults; // No others than these; lying disks only when they are named.
  std::optional<fulfilment_mode> fulfilment;
  bool views = true;
};

// The scenario of a seed: the shop's size, its engine's settings, who buys what and changes his mind when,
// and which faults there are and how often. The same on every machine.
[[nodiscard]] scenario draw_scenario(std::uint64_t seed, const scenario_wishes& wishes = {});

} // namespace docket
