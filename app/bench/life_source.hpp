#pragma once

#include "docket/app/bench/flight.hpp"

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>

namespace docket::app::bench {

// Orders 0, 1, 2, ... up to `orders_max`, one after the other in each slot. An order that was begun is
// brought to its end.
[[nodiscard]] command_source
lives_of_orders(std::uint64_t seed, std::size_t slots,
                std::uint64_t orders_max = std::numeric_limits<std::uint64_t>::max());

// Changes of order `number`, which was created and not placed; at most `changes_max`.
[[nodiscard]] command_source
changes_of_order(std::uint64_t seed, std::uint64_t number,
                 std::uint64_t changes_max = std::numeric_limits<std::uint64_t>::max());

// Creates the order and waits for it.
void create_for_changes(engine& in, std::uint64_t seed, std::uint64_t number);

} // namespace docket::app::bench
