#pragma once

#include "docket/domain/expected.hpp"
#include "docket/persistence/views/orders/order_criteria.hpp"
#include "docket/persistence/views/orders/order_query.hpp"
#include "docket/persistence/views/orders/order_walk.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

// Finds one page's orders by the cheapest of three ways: an index that is in the page's order, walked until
// the page is full; few candidates from another index, all looked up and sorted; or both, the walk looking up
// nobody but candidates.
namespace docket {

struct found_order {
  walk_begin place;
  std::int64_t key = 0;
};

// Which way is cheaper shows only on the way (many orders may fit, and yet stand at the end of the walk):
// both are tried with this many candidates at first, and more each time; the walk goes on where it stopped.
inline constexpr std::size_t usual_effort = 32'000;

// In the page's order, at most `count`.
[[nodiscard]] std::vector<found_order> find_page(view_reader& view, const order_criteria& wanted,
                                                 std::size_t count, std::size_t first_effort);

// list_orders() with another first effort, so that tests come by both ways with few orders.
[[nodiscard]] expected<order_page, query_refusal> list_orders(view_reader& view, const order_query& query,
                                                              std::size_t first_effort);

} // namespace docket
