#pragma once

#include "docket/simulation/audit/books.hpp"
#include "docket/simulation/audit/violation.hpp"
#include "docket/simulation/gateways/ledger_entry.hpp"

#include <vector>

// What the books of the log say of each other and of the gateways' own ledger. The sums of one order, payment
// or stock were checked when the books were made.
namespace docket {

// At any moment: no key has two effects and no payment two captures, and what the log says that the gateways
// did is in their ledger. Payments and parcels that people carried on with are theirs to answer for.
void audit_ledger(const books& of_log, const std::vector<ledger_entry>& ledger, findings& found);

// Once nothing is under way any more: of orders whose fulfilment has ended, the ledger and the log say the
// same, to the cent and the parcel.
void audit_settled_ledger(const books& of_log, const std::vector<ledger_entry>& ledger, findings& found);

// Once nothing is under way any more: of orders whose fulfilment has ended, a delivered one was paid exactly
// and its pieces left exactly once; of a cancelled one no money is kept and nothing stays reserved.
void audit_settled_orders(const books& of_log, findings& found);

// Whether an order is one that must add up at the end: its fulfilment ended by itself, and nobody else put a
// hand to it.
[[nodiscard]] bool is_settled(const books& of_log, std::string_view order);

} // namespace docket
