#pragma once

#include "docket/app/demo/accounts.hpp"

#include <optional>
#include <string>

namespace docket::app {

// Ids of orders worth telling of.
struct told_orders {
  std::optional<std::string> completed; // Delivered though something went wrong on the way, if there is one.
  std::optional<std::string> compensated; // Undone when it was paid, if there is one.
};

[[nodiscard]] told_orders orders_worth_telling(const shop_accounts& accounts);

} // namespace docket::app
