#pragma once

#include "docket/actors/engine.hpp"
#include "docket/domain/command_options.hpp"
#include "docket/domain/order/commands.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

// The workload for fulfilments: orders of two lines, placed as they are created, of a shop that has plenty of
// everything.
namespace docket::app::bench {

inline constexpr std::size_t shop_products = 1'000;
inline constexpr std::size_t slots_max = 4'096; // That order ids have room for.

// Which products the orders buy.
enum class demand {
  spread,      // Two of all, each as often as any other.
  best_seller, // One and the same, and one of the others.
};

struct shop_order {
  create_order command;
  command_options options;
};

// Order `number` of a slot. The same arguments give the same order; ids are spread like random ones, but tell
// their slot.
[[nodiscard]] shop_order order_of_shop(std::uint64_t seed, demand wanted, std::size_t slot,
                                       std::uint64_t number);

// The slot that an order's id tells; nothing for an id that order_of_shop() did not make.
[[nodiscard]] std::optional<std::size_t> slot_of(std::string_view order) noexcept;

// Receives stock of all products, more than any run can sell, and waits for it. Throws command_failed.
void fill_shelves(engine& in);

} // namespace docket::app::bench
