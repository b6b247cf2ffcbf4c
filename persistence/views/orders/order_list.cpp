#include "docket/persistence/views/orders/order_list.hpp"

#include "docket/persistence/views/history/status_history.hpp"
#include "docket/persistence/views/orders/order_criteria.hpp"
#include "docket/persistence/views/orders/order_lookup.hpp"
#include "docket/persistence/views/orders/order_page_search.hpp"

#include <algorithm>
#include <cstddef>

namespace docket {
namespace {

order_page page_of(view_reader& view, const order_criteria& wanted, const order_query& query,
                   std::size_t first_effort) {
  auto found = find_page(view, wanted, query.limit + 1, first_effort);
  order_page page{
      .orders = {}, .next = {}, .position = position{static_cast<std::uint64_t>(wanted.at.position)}};
  if (found.size() > query.limit) {
    found.resize(query.limit);
    const auto& last = found.back().place;
    page.next = write_cursor({page.position, last.value, last.tie, {}}, cursor_owner_of(query));
  }
  order_lookup lookup{view, wanted.at};
  page.orders.reserve(found.size());
  for (const auto& order : found)
    if (lookup.find(order.key)) page.orders.push_back(lookup.listed());
  return page;
}

} // namespace

expected<order_page, query_refusal> list_orders(view_reader& view, const order_query& query) {
  return list_orders(view, query, usual_effort);
}

expected<order_page, query_refusal> list_orders(view_reader& view, const order_query& query,
                                                std::size_t first_effort) {
  const view_snapshot snapshot{view};
  const auto wanted = criteria_of(query, view);
  if (!wanted) return unexpected{wanted.error()};
  return page_of(view, *wanted, query, first_effort);
}

expected<order_page, query_refusal> search_orders(view_reader& view, const order_query& query) {
  if (query.filter.text.empty())
    return unexpected{query_refusal{"empty_search", "Say what to look for: words of ids or names."}};
  return list_orders(view, query);
}

expected<order_counts, query_refusal> count_orders(view_reader& view, const moment& at) {
  if (at.as_of && at.at)
    return unexpected{query_refusal{
        "one_bound_only", "Counts are as of a time or at a position, not both at once; leave one out."}};
  const view_snapshot snapshot{view};
  const auto limits = bounds_of(at, view.position());
  if (!limits) return unexpected{limits.error()};
  order_counts answer{
      .counts = {}, .as_of = at.as_of, .position = position{static_cast<std::uint64_t>(limits->position)}};
  std::ranges::copy(read_counts(view, *limits, order_statuses), answer.counts.begin());
  return answer;
}

} // namespace docket
