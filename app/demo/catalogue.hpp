#pragma once

#include "docket/domain/money.hpp"
#include "docket/simulation/random.hpp"

#include <cstddef>
#include <string_view>

// What the demonstration's shop sells, and where.
namespace docket::app {

struct product {
  std::string_view id, name;
  std::int64_t cents; // In euros.
};

// A country that the shop delivers to, with its own currency.
struct market {
  std::string_view country, currency_code;
  std::int64_t minor_units_per_euro;
  std::int64_t shipping_cents; // In euros.
  std::span<const std::string_view> cities, streets;
  std::string_view phone_prefix; // Of numbers kept free for fiction; empty where there are none.
};

[[nodiscard]] std::span<const product> products() noexcept;
[[nodiscard]] std::span<const market> markets() noexcept;

// A few products sell most (the k-th in proportion to 1/k).
[[nodiscard]] std::size_t pick_product(random_source& random) noexcept;
[[nodiscard]] std::size_t pick_market(random_source& random) noexcept;

// An amount in euro cents as the market's minor units, to the nearest one.
[[nodiscard]] amount in_market(std::int64_t euro_cents, const market& in) noexcept;

} // namespace docket::app
