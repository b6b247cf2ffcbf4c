#pragma once

#include "docket/app/demo/accounts.hpp"
#include "docket/app/demo/outside_world.hpp"
#include "docket/app/pipeline/tally.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace docket::app {

// Money of one currency, in its minor units.
struct money_book {
  docket::currency currency;
  std::int64_t captured = 0, refunded = 0;
  std::int64_t delivered = 0; // What delivered orders cost.
  std::int64_t provider_captured = 0, provider_refunded = 0;

  [[nodiscard]] bool balances() const noexcept {
    return captured - refunded == delivered && captured == provider_captured && refunded == provider_refunded;
  }
};

// Pieces of all products.
struct stock_book {
  std::int64_t received = 0, available = 0, reserved = 0, shipped = 0;
  std::int64_t gone = 0; // In the parcels that reached their customers.

  [[nodiscard]] bool balances() const noexcept {
    return received == available + shipped && reserved == 0 && shipped == gone;
  }
};

// What came of it all, and whether it fits together.
struct books {
  std::uint64_t orders = 0, never_placed = 0, delivered = 0, cancelled = 0;
  tally::counts cancelled_by;     // Reasons.
  std::uint64_t late_parcels = 0; // Of cancelled orders: they arrived before they could be called back.
  std::uint64_t failed_attempts = 0, repeated_asks = 0;
  std::vector<money_book> money; // By currency.
  stock_book stock;
  std::vector<std::string> faults; // What does not fit, a sentence each.

  [[nodiscard]] bool balance() const noexcept { return faults.empty(); }
};

// Balances what the log says with itself, order by order and product by product, and with the ledgers of the
// world outside.
[[nodiscard]] books balance(const shop_accounts& accounts, const outside_world& world);

} // namespace docket::app
