#include "docket/persistence/views/orders/order_candidates.hpp"

#include "docket/domain/order_number.hpp"
#include "docket/persistence/views/history/partitions.hpp"
#include "docket/persistence/views/history/status_history.hpp"
#include "docket/persistence/views/orders/order_tables.hpp"
#include "docket/persistence/views/orders/search_words.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>

namespace docket {
namespace {

using keys = std::vector<std::int64_t>;

// Gathers keys from one index. Every `add` answers false when there are too many.
class gathering {
public:
  gathering(view_reader& view, const order_criteria& wanted, std::size_t limit)
      : view_(view),
        wanted_(wanted),
        limit_(limit) {}

  bool add_customer() {
    return add_parts("SELECT key FROM customer_orders WHERE part = ?1 AND customer = ?3 LIMIT ?2",
                     {customer_hash(wanted_.customer)});
  }

  bool add_product(std::int64_t product) {
    return add_parts("SELECT key FROM product_orders WHERE part = ?1 AND product = ?3 LIMIT ?2", {product});
  }

  bool add_amounts() {
    const auto others = keys_with_another_total(view_, wanted_.at);
    found_.insert(found_.end(), others.begin(), others.end());
    return room() >= 0 && add_parts("SELECT key FROM order_totals WHERE part = ?1 AND currency = ?3 AND "
                                    "total BETWEEN ?4 AND ?5 LIMIT ?2",
                                    {*wanted_.currency, wanted_.total_from, wanted_.total_to});
  }

  // Without a stated range there is no need to look when it is known how many there are.
  bool add_created() {
    const bool is_stated =
        wanted_.created_from != order_criteria::lowest || wanted_.created_to != wanted_.at.time;
    if (!is_stated) {
      const auto counts = read_counts(view_, wanted_.at, order_statuses);
      if (std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) > std::min(room(), all_max))
        return false;
    }
    return add_parts(
        "SELECT key FROM created_orders WHERE part = ?1 AND created_at BETWEEN ?3 AND ?4 LIMIT ?2",
        {wanted_.created_from, wanted_.created_to});
  }

  bool add_statuses() {
    const auto counts = read_counts(view_, wanted_.at, order_statuses);
    for (std::size_t i = 0; i < order_statuses; ++i) {
      if (!wanted_.wants(static_cast<order_status>(i))) continue;
      if (counts[i] > room()) return false;
      const auto found = candidates_in_status(view_, static_cast<status_id>(i), wanted_.at,
                                              4 * static_cast<std::size_t>(room()));
      if (!found) return false;
      found_.insert(found_.end(), found->begin(), found->end());
    }
    return true;
  }

  bool add_text(std::string_view part) {
    add_numbered(part);
    return add_words(part) && add_products_with(part);
  }

  [[nodiscard]] keys found() && {
    std::ranges::sort(found_);
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

private:
  [[nodiscard]] std::int64_t room() const {
    return static_cast<std::int64_t>(limit_) - static_cast<std::int64_t>(found_.size());
  }
  [[nodiscard]] std::int64_t partition_max() const { return partition_of(wanted_.at.position); }

  // One statement for each partition: ?1 it, ?2 how many rows, ?3 and on: `values`.
  bool add_parts(std::string_view sql, std::initializer_list<std::int64_t> values) {
    auto& query = view_.prepared(sql);
    int parameter = 3;
    for (const auto value : values)
      query.bind(parameter++, value);
    return add_rows(query);
  }

  bool add_words(std::string_view part) {
    const std::string first{part.substr(0, indexed_bytes)};
    const auto end = first + '\xff'; // No UTF-8 has this byte.
    auto& query =
        view_.prepared("SELECT key FROM order_words WHERE part = ?1 AND word >= ?3 AND word < ?4 LIMIT ?2");
    query.bind_text(3, first);
    query.bind_text(4, end);
    return add_rows(query);
  }

  bool add_rows(sqlite::statement& query) {
    for (std::int64_t i = partition_max(); i >= 0; --i) {
      query.bind(1, i);
      query.bind(2, room() + 1);
      for (const sqlite::rows_of rows{query}; rows.next();)
        found_.push_back(query.integer(0));
      if (room() < 0) return false;
    }
    return true;
  }

  bool add_products_with(std::string_view part) {
    const std::string first{part.substr(0, indexed_bytes)};
    const auto end = first + '\xff';
    auto& query = view_.prepared("SELECT product FROM product_words WHERE word >= ? AND word < ? LIMIT ?");
    query.bind_text(1, first);
    query.bind_text(2, end);
    query.bind(3, products_max + 1);
    keys products;
    for (const sqlite::rows_of rows{query}; rows.next();)
      products.push_back(query.integer(0));
    if (std::ssize(products) > products_max) return false;
    return std::ranges::all_of(products, [this](std::int64_t product) { return add_product(product); });
  }

  void add_numbered(std::string_view part) {
    const auto created = parse_order_number(part);
    if (!created) return;
    auto& query = view_.prepared("SELECT key FROM versions WHERE position = ?");
    query.bind(1, static_cast<std::int64_t>(*created));
    for (const sqlite::rows_of rows{query}; rows.next();)
      found_.push_back(query.integer(0));
  }

  static constexpr std::int64_t products_max = 50;
  static constexpr std::int64_t all_max = 32'000; // Of all orders there are: with more, a walk is cheaper.

  view_reader& view_;
  const order_criteria& wanted_;
  std::size_t limit_;
  keys found_;
};

// Those in both, which are sorted.
keys both(const keys& a, const keys& b) {
  keys result;
  std::ranges::set_intersection(a, b, std::back_inserter(result));
  return result;
}

} // namespace

std::optional<keys> few_candidates(view_reader& view, const order_criteria& wanted, std::size_t limit) {
  constexpr std::size_t few_enough = 500; // Looking them up is cheaper than asking another index.
  std::optional<keys> found;
  const auto narrow_by = [&](auto add) {
    if (found && found->size() <= few_enough) return;
    gathering keys_of_index{view, wanted, limit};
    if (!add(keys_of_index)) return;
    auto gathered = std::move(keys_of_index).found();
    found = found ? both(*found, gathered) : std::move(gathered);
  };
  if (!wanted.customer.empty()) narrow_by([](gathering& g) { return g.add_customer(); });
  for (const auto& part : wanted.parts)
    narrow_by([&](gathering& g) { return g.add_text(part); });
  if (wanted.product) narrow_by([&](gathering& g) { return g.add_product(*wanted.product); });
  if (wanted.statuses != 0) narrow_by([](gathering& g) { return g.add_statuses(); });
  if (wanted.has_amounts()) narrow_by([](gathering& g) { return g.add_amounts(); });
  narrow_by([](gathering& g) { return g.add_created(); });
  return found;
}

keys keys_with_another_total(view_reader& view, const bounds& at) {
  if (at.is_now()) return {};
  auto found = *candidates_in_span(view, another_total, at, std::numeric_limits<std::size_t>::max());
  if (at.knows_all) return found;
  auto& query = view.prepared("SELECT key FROM versions WHERE position > ? AND position <= ?");
  query.bind(1, at.position - shortest_total);
  query.bind(2, at.position);
  for (const sqlite::rows_of rows{query}; rows.next();)
    found.push_back(query.integer(0));
  return found;
}

} // namespace docket
