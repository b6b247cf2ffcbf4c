#pragma once

#include "docket/domain/command_options.hpp"
#include "docket/domain/order/commands.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

// The workload: an order's life. Create with two lines, add an item, place, pay, ship; each command with an
// id of its own, a user and a correlation, as real use has them.
namespace docket::app::bench {

inline constexpr std::array<std::size_t, 5> events_of_command{3, 1, 1, 2, 1};
inline constexpr std::size_t commands_per_life = events_of_command.size();
inline constexpr std::size_t events_per_life = 8;

struct life_command {
  order_command command;
  command_options options;
};

// The id of the order with this number. The same seed and number give the same order; ids are spread like
// random ones, so that they do not come in the order of the index that they go into.
[[nodiscard]] order_id life_order_id(std::uint64_t seed, std::uint64_t number);

// Command `step` (from 0) of the order's life.
[[nodiscard]] life_command command_of_life(std::uint64_t seed, std::uint64_t number, std::size_t step);

// For an order that was created and not placed: sets the quantity of its first line to another number than
// the change before did. Changes are counted from `commands_per_life`, so that no command id stands twice.
[[nodiscard]] life_command change_in_life(std::uint64_t seed, std::uint64_t number, std::uint64_t change);

// Spreads numbers over all 64 bits (splitmix64, public domain, Sebastiano Vigna).
[[nodiscard]] constexpr std::uint64_t spread(std::uint64_t x) noexcept {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

// Sixteen hexadecimal digits of `bits`, from `to` on.
void put_hex(char* to, std::uint64_t bits) noexcept;

} // namespace docket::app::bench
