#pragma once

#include "docket/simulation/random.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace docket::app {

// What a customer asks for in one step of an order's life. Payment, stock and shipment are nobody's step: the
// engine sees to them.
enum class shopping_step {
  create,
  add_line,
  change_quantity,
  remove_line,
  place,
  late_line, // After it is placed: refused.
  cancel,    // In time, or too late.
};

struct story_step {
  std::uint64_t turn = 0; // When: turns of the shop, one for each basket that is opened in it.
  shopping_step kind = shopping_step::create;
  std::uint8_t number = 0; // Of its command within the order; a repeat has its original's.
};

struct basket_line {
  std::size_t product = 0; // Index into products().
  std::int64_t pieces = 1;
};

// The life of one order, as far as its customer makes it.
struct story {
  std::uint64_t order = 0; // 1..N
  std::uint64_t customer = 0;
  std::size_t market = 0;
  bool placed_at_once = false;
  std::string_view method;         // How the customer wants to pay.
  std::vector<basket_line> basket; // As it is created.
  basket_line added;               // By add_line, and asked for in vain by late_line.
  std::int64_t changed_pieces = 1; // Of the basket's first line, by change_quantity.
  std::vector<story_step> steps;   // By turn.

  [[nodiscard]] bool has(shopping_step kind) const noexcept;
  [[nodiscard]] bool is_placed() const noexcept { return placed_at_once || has(shopping_step::place); }
  // What is in it once it is placed.
  [[nodiscard]] std::vector<basket_line> bought() const;
};

// What all stories of a demonstration have in common.
struct shop {
  std::uint64_t seed = 1;
  std::uint64_t orders = 20'000;
};

// The story of the order with this number, 1..orders; depends on nothing but the shop and the number.
[[nodiscard]] story story_of(const shop& of, std::uint64_t order);

} // namespace docket::app
