#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/domain/timestamp.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

// What a product's stock is after its events.
namespace docket {

// What is kept for an order.
struct stock_reservation {
  quantity pieces;
  bool back_ordered = false; // Promised without being there; such pieces are in no count but their own.

  friend bool operator==(const stock_reservation&, const stock_reservation&) = default;
};

// The open ones, by order. Never iterated where the order of things matters: see sorted_reservations().
using stock_reservations = std::unordered_map<order_id, stock_reservation>;

struct no_stock { // Before the first event.
  friend bool operator==(const no_stock&, const no_stock&) = default;
};

// Counts of pieces. What decisions make keeps this law:
//   received + adjusted == available + reserved + shipped, and available >= 0
// It stays small over the stock's life: a reservation that was released or shipped is in the counts alone.
struct known_stock {
  std::int64_t received = 0;  // Ever; zero while there were back orders only.
  std::int64_t adjusted = 0;  // The sum of all adjustments.
  std::int64_t available = 0; // There and free.
  std::int64_t reserved = 0;  // There and kept for orders.
  std::int64_t shipped = 0;   // Ever, of what was there.

  // Back orders are counted apart: they were promised, and left, without ever being received.
  std::int64_t back_ordered = 0; // Open.
  std::int64_t back_shipped = 0; // Ever.

  stock_reservations reservations{};
  timestamp first_event_at;
  timestamp updated_at; // When its last event happened.

  friend bool operator==(const known_stock&, const known_stock&) = default;
};

using stock_state = std::variant<no_stock, known_stock>;

// "none" before the first event, "back_ordered" while stock was promised and never received, then "stocked".
[[nodiscard]] std::string_view phase_name(const stock_state& state) noexcept;

// Whether the product ever received stock. Until then it is unknown; see unknown_product_policy.
[[nodiscard]] bool is_stocked(const stock_state& state) noexcept;

// Null when nothing is kept for the order.
[[nodiscard]] const stock_reservation* find_reservation(const stock_state& state,
                                                        const order_id& order) noexcept;

// All that is kept, by order id: the order in which codecs write it and people read it. Takes time for every
// open reservation; the pointers are good until the stock changes.
[[nodiscard]] std::vector<const stock_reservations::value_type*>
sorted_reservations(const known_stock& stock);

} // namespace docket
