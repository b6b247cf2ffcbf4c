#include "docket/persistence/views/orders/order_criteria.hpp"

#include "docket/domain/quoted.hpp"
#include "docket/persistence/views/orders/order_tables.hpp"
#include "docket/persistence/views/orders/search_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace docket {
namespace {

using refusal = std::optional<query_refusal>;

constexpr std::size_t limit_max = 1000;

refusal check_limit(std::size_t limit) {
  if (limit >= 1 && limit <= limit_max) return std::nullopt;
  return query_refusal{"page_size_out_of_range",
                       fmt::format("A page of {} is asked for; it may have 1 to {} rows.", limit, limit_max)};
}

refusal check_created(const order_filter& filter) {
  if (!filter.created_from || !filter.created_to || *filter.created_from <= *filter.created_to)
    return std::nullopt;
  return query_refusal{"from_after_to", fmt::format("The time from, {}, is after the time to, {}.",
                                                    format_timestamp(*filter.created_from),
                                                    format_timestamp(*filter.created_to))};
}

query_refusal refused_as(const rejection& why) { return {std::string{why.rule}, why.message}; }

// The currency that amounts are compared in: the one stated, or the only one that orders had by then. Nothing
// when there was no order.
expected<std::optional<currency>, query_refusal> currency_for(const order_query& query, const bounds& at,
                                                              view_reader& view) {
  const auto& filter = query.filter;
  if (filter.currency || (query.sort != order_sort::total && !filter.amount_from && !filter.amount_to))
    return filter.currency;
  auto& known = view.prepared("SELECT currency FROM currencies WHERE position <= ? LIMIT 2");
  known.bind(1, at.position);
  const sqlite::rows_of rows{known};
  if (!rows.next()) return std::nullopt;
  const auto only = numbered_currency(known.integer(0));
  if (!rows.next()) return only;
  return unexpected{query_refusal{"currency_needed",
                                  "There are orders of several currencies, whose amounts cannot be compared; "
                                  "say which currency is meant."}};
}

refusal set_amounts(order_criteria& to, const order_filter& filter, const currency& in) {
  for (const auto& [stated, kept] :
       {std::pair{&filter.amount_from, &to.total_from}, {&filter.amount_to, &to.total_to}}) {
    if (!*stated) continue;
    const auto value = to_amount(**stated, in);
    if (!value) return refused_as(value.error());
    *kept = value->minor_units;
  }
  if (to.total_from <= to.total_to) return std::nullopt;
  return query_refusal{"from_after_to",
                       fmt::format("The amount from, {0} {2}, is more than the amount to, {1} {2}.",
                                   format_amount({to.total_from}, in), format_amount({to.total_to}, in),
                                   in.code())};
}

refusal set_text(order_criteria& to, const std::string& text) {
  if (text.empty()) return std::nullopt;
  to.parts = search_parts(text);
  if (!to.parts.empty()) return std::nullopt;
  return query_refusal{"empty_search", fmt::format("There is no letter and no digit in {} to look for.",
                                                   docket::quoted(text))};
}

refusal set_moment(order_criteria& to, const order_query& query, view_reader& view) {
  auto asked = query.moment;
  if (!query.cursor.empty()) {
    auto cursor = read_cursor(query.cursor, cursor_owner_of(query));
    if (!cursor) return std::move(cursor.error());
    asked.at = cursor->pinned;
    to.after = std::move(*cursor);
  }
  const auto at = bounds_of(asked, view.position());
  if (!at) return at.error();
  to.at = *at;
  return std::nullopt;
}

void set_created(order_criteria& to, const order_filter& filter) {
  to.created_to = to.at.time;
  if (filter.created_from) to.created_from = filter.created_from->microseconds;
  if (filter.created_to) to.created_to = std::min(to.created_to, filter.created_to->microseconds);
}

void set_product(order_criteria& to, const std::string& product, view_reader& view) {
  if (product.empty()) return;
  auto& query = view.prepared("SELECT product FROM products WHERE id = ?");
  query.bind_text(1, product);
  const sqlite::rows_of rows{query};
  to.product = rows.next() ? query.integer(0) : 0;
}

} // namespace

expected<order_criteria, query_refusal> criteria_of(const order_query& query, view_reader& view) {
  const auto& filter = query.filter;
  order_criteria result;
  if (auto refused = check_limit(query.limit)) return unexpected{std::move(*refused)};
  if (auto refused = check_created(filter)) return unexpected{std::move(*refused)};
  if (auto refused = set_text(result, filter.text)) return unexpected{std::move(*refused)};
  if (auto refused = set_moment(result, query, view)) return unexpected{std::move(*refused)};
  const auto currency = currency_for(query, result.at, view);
  if (!currency) return unexpected{currency.error()};
  if (*currency) {
    result.currency = currency_number(**currency);
    if (auto refused = set_amounts(result, filter, **currency)) return unexpected{std::move(*refused)};
  }
  result.customer = filter.customer;
  result.in_customer_names = filter.text_in_customer_names;
  for (const auto status : filter.statuses)
    result.statuses |= 1u << static_cast<unsigned>(status);
  set_created(result, filter);
  set_product(result, filter.product, view);
  result.sort = query.sort;
  result.direction = query.direction;
  return result;
}

cursor_owner cursor_owner_of(const order_query& query) {
  const auto& filter = query.filter;
  query_hash hash;
  hash.add(filter.customer).add(filter.product).add(filter.text);
  hash.add(filter.currency ? filter.currency->code() : "");
  for (const auto status : std::set(filter.statuses.begin(), filter.statuses.end()))
    hash.add(static_cast<std::int64_t>(status));
  for (const auto* const amount : {&filter.amount_from, &filter.amount_to})
    hash.add(*amount ? fmt::format("{}e{}", (*amount)->coefficient, (*amount)->scale) : std::string{});
  for (const auto* const time : {&filter.created_from, &filter.created_to, &query.moment.as_of})
    hash.add(*time ? format_timestamp(**time) : std::string{});
  hash.add(query.moment.at ? fmt::to_string(value(*query.moment.at)) : std::string{});
  hash.add(static_cast<std::int64_t>(query.sort)).add(static_cast<std::int64_t>(query.direction));
  if (!filter.text_in_customer_names) hash.add("without customers' names");
  return {"orders", hash.value()};
}

} // namespace docket
