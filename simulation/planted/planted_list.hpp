#pragma once

#include "docket/domain/planted_bugs.hpp"
#include "docket/simulation/shop/draw_scenario.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace docket {

// What makes a bug meet its circumstances sooner.
enum class planted_hint : std::uint8_t {
  none,
  sqlite,      // It stands in the real store.
  manual,      // It needs people who pay and ship by hand.
  writes_fail, // It needs fulfilments whose writes fail often, and nothing else beside.
};

// A bug that can be planted. Names are stable.
struct planted_entry {
  planted_bug bug = planted_bug::none;
  std::string_view name;
  std::string_view meaning; // What the engine does wrong, in one line.
  planted_hint helps = planted_hint::none;
};

// All of them, from the domain upwards.
[[nodiscard]] std::span<const planted_entry> planted_list() noexcept;

// Null when there is none.
[[nodiscard]] const planted_entry* find_planted(std::string_view name) noexcept;
[[nodiscard]] const planted_entry* find_planted(planted_bug bug) noexcept;

// Scenarios in which the bug can show.
[[nodiscard]] scenario_wishes wishes_for(const planted_entry& entry);

} // namespace docket
