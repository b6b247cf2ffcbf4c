#pragma once

#include "docket/persistence/read/order_history.hpp"

#include <string>
#include <vector>

namespace docket::app {

// An order's events for people: version, time, what happened, and who asked for it on a line each.
[[nodiscard]] std::string history_text(const order_id& order, const std::vector<history_entry>& history);

// One JSON object: {"orderId", "version", "events": [...]}; each event as `docket events` prints it, with its
// sentence.
[[nodiscard]] std::string history_json(const order_id& order, const std::vector<history_entry>& history);

} // namespace docket::app
