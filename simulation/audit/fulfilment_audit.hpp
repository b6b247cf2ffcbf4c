#pragma once

#include "docket/simulation/audit/books.hpp"
#include "docket/simulation/audit/violation.hpp"

#include <string>
#include <vector>

// Does every fulfilment come to its end, and is it woken in time?
namespace docket {

// At any moment: a fulfilment is about its order's goods and money, and ended as its order did. (That its
// events follow each other was checked when the books were made.)
void audit_fulfilments(const books& of_log, findings& found);

// At any moment: the table of deadlines has what each fulfilment's last events wanted, and nothing else.
void audit_deadlines(const audited_log& log, const books& of_log, log_reader& reader, findings& found);

// Once nothing is under way any more: each has ended or is parked. Where they begin by themselves
// (`automatic`) each order that was placed and left to itself has one.
void audit_ends(const books& of_log, bool automatic, findings& found);

// The orders whose fulfilments wait for people, by name. They are no violations.
[[nodiscard]] std::vector<std::string> parked_orders(const books& of_log);

} // namespace docket
