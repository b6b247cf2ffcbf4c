#pragma once

#include "docket/app/demo/random.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace docket::app {

// What is asked for in one step of an order's life.
enum class step_kind : std::uint8_t {
  create,
  add_line,
  change_quantity,
  remove_line,
  place,
  early_shipment, // Before it is paid: refused.
  late_line,      // After it is placed: refused.
  wrong_payment,  // Not what is due: refused.
  payment,
  confirm,
  ship,
  deliver,
  cancel,
  refund,
};

struct story_step {
  timestamp at;
  step_kind kind = step_kind::create;
  std::uint8_t number = 0; // Of its command within the order; a repeat has its original's.
};

struct basket_line {
  std::size_t product = 0; // Index into products().
  std::int64_t pieces = 1;
};

// The life of one order, from its first command to its last.
struct story {
  std::uint64_t order = 0; // 1..N
  std::uint64_t customer = 0;
  std::size_t market = 0;
  bool placed_at_once = false;
  std::vector<basket_line> basket; // As it is created.
  basket_line added;               // By add_line, and asked for in vain by late_line.
  std::int64_t changed_pieces = 1; // Of the basket's first line, by change_quantity.
  std::vector<story_step> steps;   // By time.

  [[nodiscard]] bool has(step_kind kind) const noexcept;
  // What the order costs once it is placed, shipping fee included, in minor units of its market.
  [[nodiscard]] std::int64_t total() const noexcept;
};

// What all stories of a demonstration have in common.
struct shop {
  std::uint64_t seed = 1;
  std::uint64_t orders = 20'000;

  // Orders are created one after the other over these six weeks.
  static constexpr timestamp opens{1'772'434'800'000'000}; // 2026-03-02T07:00:00Z
  static constexpr std::int64_t open_us = std::int64_t{42} * 24 * 3'600 * 1'000'000;

  [[nodiscard]] timestamp creation_of(std::uint64_t order) const noexcept;
};

// The story of the order with this number, 1..orders; depends on nothing but the shop and the number.
[[nodiscard]] story story_of(const shop& of, std::uint64_t order);

} // namespace docket::app
