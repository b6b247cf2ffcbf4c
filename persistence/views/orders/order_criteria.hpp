#pragma once

#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/page_cursor.hpp"
#include "docket/persistence/views/orders/order_query.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace docket {

// A query that was found good, in the numbers that the tables hold.
struct order_criteria {
  static constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

  bounds at;
  std::string customer;
  std::uint32_t statuses = 0; // A bit for each that is wanted; 0: any.
  std::optional<std::int64_t> currency;
  std::int64_t total_from = lowest, total_to = highest;
  std::int64_t created_from = lowest, created_to = highest; // Within the moment's time.
  std::optional<std::int64_t> product;                      // By its number; 0: one that nobody ever ordered.
  std::vector<std::string> parts;                           // Of the text.
  bool in_customer_names = true;                            // Whether those are looked for there, too.
  order_sort sort = order_sort::created;
  walk_order direction = walk_order::descending;
  std::optional<page_cursor> after;

  [[nodiscard]] bool has_amounts() const noexcept { return total_from != lowest || total_to != highest; }
  [[nodiscard]] bool wants(order_status status) const noexcept {
    return statuses == 0 || (statuses >> static_cast<unsigned>(status) & 1u) != 0;
  }
};

// Inside a view_snapshot. Refuses what query_refusal.hpp lists.
[[nodiscard]] expected<order_criteria, query_refusal> criteria_of(const order_query& query,
                                                                  view_reader& view);

// Whose cursors go with the query.
[[nodiscard]] cursor_owner cursor_owner_of(const order_query& query);

} // namespace docket
