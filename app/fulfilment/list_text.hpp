#pragma once

#include "docket/persistence/read/fulfilment_list.hpp"

#include <string>

namespace docket::app {

// What `docket fulfilment list` found.
struct fulfilment_listing {
  fulfilment_counts counts; // Of all.
  fulfilment_page page;
  timestamp overdue_before; // Who should have been woken before then is overdue.
  bool stuck_only = false;
};

// One fulfilment on a line, with what it waits for.
[[nodiscard]] std::string list_text(const fulfilment_listing& listing);

// {"underWay","parked","fulfilments":[…],"more"}
[[nodiscard]] std::string list_json(const fulfilment_listing& listing);

} // namespace docket::app
