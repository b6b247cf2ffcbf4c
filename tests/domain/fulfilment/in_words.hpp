#pragma once

#include "docket/domain/fulfilment/fulfilment.hpp"

#include <string>
#include <vector>

namespace docket::testing::fulfilments {

// What happened, as people would tell it: "capture_payment done; asks record_payment". Steps about a product
// name it: "reserve_stock of widget". Numbers, times and alarms are left to the laws.
[[nodiscard]] std::string in_words(const std::vector<fulfilment_event>& events);

// What was asked, in the same way: "capture_payment p-1.1".
[[nodiscard]] std::string in_words(const std::vector<fulfilment_request>& requests);

// The open steps: "reserve_stock of widget, reserve_stock of gadget".
[[nodiscard]] std::string open_steps(const fulfilment_state& state);

} // namespace docket::testing::fulfilments
