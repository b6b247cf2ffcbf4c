#include "docket/simulation/audit/audit.hpp"

#include "docket/simulation/audit/books.hpp"
#include "docket/simulation/audit/books_audit.hpp"
#include "docket/simulation/audit/fulfilment_audit.hpp"
#include "docket/simulation/audit/log_audit.hpp"
#include "docket/simulation/audit/state_audit.hpp"
#include "docket/simulation/audit/views_audit.hpp"

#include <utility>

namespace docket {

namespace {

void audit_the_log(const audited& what, const audited_log& log, findings& found) {
  audit_order_of_events(log, found);
  audit_chain(log, found);
  audit_commands(log, found);
  audit_lives(log, found);
  if (what.database) audit_file(*what.database, found);
  if (what.told) audit_answers(log, *what.told, found);
}

void audit_the_books(const audited& what, const audited_log& log, findings& found) {
  const books of_log{log, log.head().position, found};
  audit_fulfilments(of_log, found);
  audit_deadlines(log, of_log, what.log, found);
  if (what.ledger) audit_ledger(of_log, what.ledger->entries(), found);
  if (!what.quiet) return;
  audit_ends(of_log, what.automatic, found);
  audit_settled_orders(of_log, found);
  if (what.ledger) audit_settled_ledger(of_log, what.ledger->entries(), found);
}

} // namespace

std::vector<violation> audit(const audited& what) {
  findings found;
  const audited_log log{what.log, found};
  audit_the_log(what, log, found);
  audit_the_books(what, log, found);
  for (const auto* subscriber : what.subscribers)
    subscriber->compare(log, what.quiet, found);
  if (what.states) audit_states(log, what.log, what.retention, found);
  if (what.views) audit_views(log, what.log, *what.views, what.quiet, found);
  return std::move(found).take();
}

std::vector<std::string> parked_orders(log_reader& reader) {
  findings told_elsewhere;
  const audited_log log{reader, told_elsewhere};
  return parked_orders(books{log, log.head().position, told_elsewhere});
}

} // namespace docket
