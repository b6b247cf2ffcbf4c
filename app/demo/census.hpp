#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace docket::app {

// The phases an order can be in, as they are named everywhere, in the order of its life.
inline constexpr std::array<std::string_view, 7> order_phases{"pending", "placed",    "paid",     "confirmed",
                                                              "shipped", "delivered", "cancelled"};

// How many orders are in each phase, in the order of order_phases. Reads the whole log. Throws store_error.
[[nodiscard]] std::array<std::uint64_t, order_phases.size()> count_phases(log_reader& log);

} // namespace docket::app
