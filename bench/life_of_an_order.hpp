#pragma once

#include "docket/domain/order/order.hpp"

#include <string_view>
#include <vector>

namespace docket::micro {

inline constexpr timestamp noon{1'772'366'400'000'000}; // 2026-03-01T12:00:00Z

// The commands of one order's life: create with two lines, add an item, place, pay, ship.
[[nodiscard]] const std::vector<order_command>& life_commands();

// The eight events that they cause, in order.
[[nodiscard]] const std::vector<order_event>& life_events();

// A command line as `docket apply` reads it, of each kind of the life.
[[nodiscard]] const std::vector<std::string_view>& life_lines();

} // namespace docket::micro
