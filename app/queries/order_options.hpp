#pragma once

#include "docket/app/queries/asked.hpp"
#include "docket/persistence/views/orders/order_query.hpp"

#include <optional>
#include <string>
#include <vector>

namespace docket::app {

// Which orders, in which order: the options of list and search.
struct order_options {
  asked what;
  page_asked page;
  std::string text; // Of search.
  std::string customer, product, currency;
  std::vector<std::string> statuses;
  std::string amount_from, amount_to, created_from, created_to;
  std::string sort = "created", direction = "desc";
};

void add_order_options(CLI::App& to, order_options& options, invocation& call);

// Throws usage_error for what cannot be meant.
[[nodiscard]] order_query query_from(const order_options& options);

} // namespace docket::app
