#pragma once

#include "docket/domain/expected.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"
#include "docket/persistence/views/orders/order_query.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <string>

// What people ask the order list, each answered from one consistent moment of the view "order_list". Refusals
// are named in query_refusal.hpp; all throw store_error.
namespace docket {

// The orders that the filter fits, a page at a time. The pages of one query are all answered at the position
// that the view had at the first one: put together they are the whole answer, with no order twice and none
// missing, however the log grows meanwhile.
[[nodiscard]] expected<order_page, query_refusal> list_orders(view_reader& view, const order_query& query);

// The same, but there must be a text to look for: rule empty_search.
[[nodiscard]] expected<order_page, query_refusal> search_orders(view_reader& view, const order_query& query);

// How many orders were in each status. As of a time or at a position, not both: rule one_bound_only.
[[nodiscard]] expected<order_counts, query_refusal> count_orders(view_reader& view, const moment& at);

// What `docket list --json` and `docket counts --json` print.
[[nodiscard]] std::string to_json(const order_page& page);
[[nodiscard]] std::string to_json(const order_counts& counts);

} // namespace docket
