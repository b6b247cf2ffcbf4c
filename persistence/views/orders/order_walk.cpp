#include "docket/persistence/views/orders/order_walk.hpp"

#include "docket/persistence/views/history/newest_times.hpp"
#include "docket/persistence/views/orders/order_tables.hpp"

#include <array>
#include <limits>
#include <string_view>
#include <utility>

namespace docket {
namespace {

// Ascending and descending.
struct walk_sql {
  std::string_view up, down;
};

constexpr walk_sql all_created{"SELECT created_at, key, key FROM created_orders WHERE part = ?1 AND position "
                               "<= ?5 AND (created_at, key) > (?2, ?3) "
                               "ORDER BY created_at, key LIMIT ?4",
                               "SELECT created_at, key, key FROM created_orders WHERE part = ?1 AND position "
                               "<= ?5 AND (created_at, key) < (?2, ?3) "
                               "ORDER BY created_at DESC, key DESC LIMIT ?4"};
constexpr walk_sql of_customer{
    "SELECT created_at, key, key FROM customer_orders WHERE part = ?1 AND customer = ?5 AND "
    "(created_at, key) > (?2, ?3) ORDER BY created_at, key LIMIT ?4",
    "SELECT created_at, key, key FROM customer_orders WHERE part = ?1 AND customer = ?5 AND "
    "(created_at, key) < (?2, ?3) ORDER BY created_at DESC, key DESC LIMIT ?4"};
constexpr walk_sql with_product{
    "SELECT created_at, key, key FROM product_orders WHERE part = ?1 AND product = ?5 AND "
    "(created_at, key) > (?2, ?3) ORDER BY created_at, key LIMIT ?4",
    "SELECT created_at, key, key FROM product_orders WHERE part = ?1 AND product = ?5 AND "
    "(created_at, key) < (?2, ?3) ORDER BY created_at DESC, key DESC LIMIT ?4"};
constexpr walk_sql by_update{"SELECT occurred_at, position, key FROM updates WHERE part = ?1 AND position <= "
                             "?5 AND (occurred_at, position) > (?2, ?3) "
                             "ORDER BY occurred_at, position LIMIT ?4",
                             "SELECT occurred_at, position, key FROM updates WHERE part = ?1 AND position <= "
                             "?5 AND (occurred_at, position) < (?2, ?3) "
                             "ORDER BY occurred_at DESC, position DESC LIMIT ?4"};
constexpr walk_sql by_total{
    "SELECT total, key, key FROM order_totals WHERE part = ?1 AND currency = ?5 AND (total, key) > (?2, ?3) "
    "ORDER BY total, key LIMIT ?4",
    "SELECT total, key, key FROM order_totals WHERE part = ?1 AND currency = ?5 AND (total, key) < (?2, ?3) "
    "ORDER BY total DESC, key DESC LIMIT ?4"};

struct chosen_index {
  const walk_sql& sql;
  std::int64_t restriction; // ?5: the customer, the product, the currency, or the last position.
};

chosen_index index_for(const order_criteria& wanted) {
  switch (wanted.sort) {
  case order_sort::updated: return {by_update, wanted.at.position};
  // Without any order there is no currency, and nothing is found under 0.
  case order_sort::total: return {by_total, wanted.currency.value_or(0)};
  case order_sort::created: break;
  }
  if (!wanted.customer.empty()) return {of_customer, customer_hash(wanted.customer)};
  if (wanted.product) return {with_product, *wanted.product};
  return {all_created, wanted.at.position};
}

std::pair<std::int64_t, std::int64_t> range_of(const order_criteria& wanted) {
  switch (wanted.sort) {
  case order_sort::updated: return {wanted.created_from, wanted.at.time};
  case order_sort::total: return {wanted.total_from, wanted.total_to};
  case order_sort::created: break;
  }
  return {wanted.created_from, wanted.created_to};
}

walk_begin begin_of(const order_criteria& wanted) {
  if (wanted.after) return {wanted.after->value, wanted.after->key};
  const auto [lowest, highest] = range_of(wanted);
  return wanted.direction == walk_order::ascending
             ? walk_begin{lowest, std::numeric_limits<std::int64_t>::min()}
             : walk_begin{highest, std::numeric_limits<std::int64_t>::max()};
}

// Where the newest partition is begun: not at what happened since the position.
walk_begin begin_in_newest(view_reader& view, const order_criteria& wanted, walk_begin begin) {
  constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
  if (wanted.direction == walk_order::ascending || wanted.sort == order_sort::total || wanted.at.knows_all)
    return begin;
  const walk_begin newest{newest_time_at(view, wanted.at.position).value_or(lowest),
                          std::numeric_limits<std::int64_t>::max()};
  return comes_after(newest, begin, walk_order::descending) ? newest : begin;
}

partitioned_walk walk_over(view_reader& view, const order_criteria& wanted) {
  const auto index = index_for(wanted);
  const auto begin = begin_of(wanted);
  return {view,
          wanted.direction == walk_order::ascending ? index.sql.up : index.sql.down,
          wanted.direction,
          partition_of(wanted.at.position),
          begin,
          begin_in_newest(view, wanted, begin),
          {index.restriction}};
}

} // namespace

walk_begin place_in(const order_lookup& order, order_sort sort) noexcept {
  switch (sort) {
  case order_sort::updated: return {order.updated().time, order.updated().position};
  case order_sort::total: return {order.figures().total, order.key()};
  case order_sort::created: break;
  }
  return {order.created().time, order.key()};
}

bool comes_after(const walk_begin& place, const walk_begin& other, walk_order direction) noexcept {
  const auto left = std::pair{place.value, place.tie};
  const auto right = std::pair{other.value, other.tie};
  return direction == walk_order::ascending ? left > right : left < right;
}

order_walk::order_walk(view_reader& view, const order_criteria& wanted)
    : wanted_(wanted),
      lowest_(range_of(wanted).first),
      highest_(range_of(wanted).second),
      rows_(walk_over(view, wanted)) {}

bool order_walk::is_past_the_end(std::int64_t value) const noexcept {
  return wanted_.direction == walk_order::ascending ? value > highest_ : value < lowest_;
}

std::optional<walked_row> order_walk::next() {
  for (;;) {
    const auto row = rows_.next();
    if (!row || is_past_the_end(row->value)) return std::nullopt;
    // The same order may stand in two partitions, when it had the same product twice.
    if (last_ && last_->value == row->value && last_->tie == row->tie) continue;
    last_ = row;
    return row;
  }
}

} // namespace docket
