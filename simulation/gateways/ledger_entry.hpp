#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/text.hpp"

#include <cstdint>
#include <string_view>

namespace docket {

enum class gateway_operation : std::uint8_t { authorise, capture, void_payment, refund, dispatch, recall };

enum class gateway_effect : std::uint8_t {
  authorised,
  captured,
  declined,
  voided,
  too_late, // A void came after the money was taken.
  refunded,
  dispatched,
  delivered,
  refused,
  recalled,
};

// As ledgers have them: "void" for void_payment, the others by their own names.
[[nodiscard]] std::string_view name_of(gateway_operation operation) noexcept;
[[nodiscard]] std::string_view name_of(gateway_effect effect) noexcept;

// One thing that a gateway did, or refused for good.
struct ledger_entry {
  std::uint64_t n = 0; // 1..N without gaps; the ledger sets it.
  text key{};
  gateway_operation operation{};
  payment_id payment{};   // A payment gateway's; empty for a carrier's.
  shipment_id shipment{}; // A carrier's; empty for a payment gateway's.
  order_id order{};
  amount sum{}; // A payment gateway's, with its currency.
  docket::currency currency{};
  gateway_effect effect{};
  text reference{}; // The gateway's own name for it; a carrier's is the tracking number.
  text reason{};    // Of what was declined or refused.

  friend bool operator==(const ledger_entry&, const ledger_entry&) = default;
};

} // namespace docket
