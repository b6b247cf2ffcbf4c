#pragma once

#include "docket/app/apply/journal.hpp"
#include "docket/app/program/stop_signals.hpp"
#include "docket/app/watch/fulfilment_watch.hpp"

namespace docket::app {

// Waits, with progress, until every fulfilment that can end has ended, or a signal comes. Throws what the
// watch throws, and command_failed when what is due does not get on any more.
void await_fulfilments(fulfilment_watch& watch, journal& books, const stop_signals& signals);

// "1,204 open, 3,377 completed, 419 compensated (300 payment_declined, 119 stock_insufficient), 1 parked"
[[nodiscard]] std::string fulfilments_line(const fulfilment_tally& counts);

} // namespace docket::app
