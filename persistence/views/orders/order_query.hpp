#pragma once

#include "docket/domain/money.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/partitions.hpp"
#include "docket/persistence/views/orders/order_status.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// Questions to the order list and their answers.
namespace docket {

// Which orders are wanted: those that all stated parts fit. Ranges include both their ends.
struct order_filter {
  std::string customer;               // The exact id; empty: any.
  std::vector<order_status> statuses; // One of them; none stated: any.
  std::optional<docket::currency> currency;
  std::optional<decimal> amount_from, amount_to; // The total. Of `currency`, or of the only one there is.
  std::optional<timestamp> created_from, created_to;
  std::string product; // The exact id of one that the order has a line of; empty: any.
  std::string text;    // What search_parts() makes of it, in ids, names, the order number; empty: any.
  bool text_in_customer_names = true; // Who may not see them must not find by them either.
};

// Orders with the same value come in the order of their creation; with the same time of their last event, in
// the log's order of those events. Descending turns that round, too.
enum class order_sort : std::uint8_t { created, updated, total };

struct order_query {
  order_filter filter;
  order_sort sort = order_sort::created;
  walk_order direction = walk_order::descending;
  std::size_t limit = 50; // 1 to 1,000.
  docket::moment moment;
  std::string cursor; // order_page::next of the page before; empty: the first page.
};

// As it was at the moment.
struct listed_order {
  text id, customer, tracking; // No tracking number before it was shipped.
  order_status status = order_status::pending;
  docket::currency currency;
  amount total, paid;
  std::int64_t items = 0; // Lines.
  timestamp created_at, updated_at;

  friend bool operator==(const listed_order&, const listed_order&) = default;
};

struct order_page {
  std::vector<listed_order> orders;
  std::string next;            // The cursor of the next page; empty: this is the last one.
  docket::position position{}; // What the log held up to here is in the answer.
};

struct order_counts {
  std::array<std::int64_t, order_statuses> counts{}; // By order_status.
  std::optional<timestamp> as_of;
  docket::position position{};
};

} // namespace docket
