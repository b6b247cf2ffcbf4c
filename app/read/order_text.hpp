#pragma once

#include "docket/persistence/read/order_history.hpp"

#include <string>

namespace docket::app {

// An order as a page for people: who, what, how much, payments, shipment, when.
[[nodiscard]] std::string order_text(const order_view& order);

} // namespace docket::app
