#pragma once

#include "docket/app/bench/bench_room.hpp"

#include <cstdint>
#include <filesystem>

// Logs for views to be made from, written by an engine without views and closed.
namespace docket::app::bench {

// So many orders through their lives: eight events of orders each, and no others.
[[nodiscard]] std::filesystem::path write_log_of_orders(const bench_room& room, std::uint64_t orders);

// Orders that the engine fulfilled by itself, at least so many: events of orders, payments, stocks, shipments
// and fulfilments.
[[nodiscard]] std::filesystem::path write_log_of_fulfilments(const bench_room& room,
                                                             std::uint64_t fulfilments);

} // namespace docket::app::bench
