#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/order/state.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <string>
#include <vector>

namespace docket::app {

// Everything that happened to one order, wherever the log has it: its own events, its payment's, its
// shipment's, those of the stock of its products that name it, and what its fulfilment did beside noting
// them.
struct chronicle {
  order_id order;
  std::vector<recorded_event> events; // By position.
};

// `state` says which products are in it. Throws store_error.
[[nodiscard]] chronicle read_chronicle(log_reader& log, const order_id& order, const order_state& state);

// A line each: how long after the first event, which part of the shop, what happened.
[[nodiscard]] std::string chronicle_text(const chronicle& told);

} // namespace docket::app
