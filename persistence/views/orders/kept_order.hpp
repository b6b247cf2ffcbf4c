#pragma once

#include "docket/domain/money.hpp"
#include "docket/domain/order/events.hpp"
#include "docket/domain/text.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/spans.hpp"
#include "docket/persistence/views/orders/order_status.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docket {

// A line that an order has, or had while it was pending. Products and their names are numbered by the view.
struct kept_line {
  std::int64_t product = 0;
  std::int64_t name = 0;
  std::int64_t pieces = 0;
  std::int64_t unit_price = 0;
  span_end since;
  span_end until; // position 0: it is still there.

  [[nodiscard]] bool is_there() const noexcept { return until.position == 0; }
  [[nodiscard]] bool is_there(const bounds& at) const noexcept {
    return at.include(since.time, since.position) && (is_there() || !at.include(until.time, until.position));
  }

  friend bool operator==(const kept_line& a, const kept_line& b) noexcept {
    return a.product == b.product && a.name == b.name && a.pieces == b.pieces &&
           a.unit_price == b.unit_price && a.since.position == b.since.position &&
           a.until.position == b.until.position;
  }
};

[[nodiscard]] std::string pack_lines(const std::vector<kept_line>& lines, span_end created);
[[nodiscard]] std::vector<kept_line> unpack_lines(std::string_view packed, span_end created);

// What of an order changes from event to event, and is kept for each of them.
struct order_figures {
  order_status status = order_status::pending;
  std::int64_t total = 0; // Minor units, as `paid`.
  std::int64_t paid = 0;
  std::int64_t items = 0; // Lines.
};

// An order as the list keeps it: what its events say of it, in few bytes.
struct kept_order {
  std::int64_t key = 0;
  text id, customer, customer_name, tracking;
  docket::currency currency;
  std::int64_t shipping_fee = 0;
  span_end created;
  span_end updated;          // By its last event.
  std::int64_t previous = 0; // Position of the event before that; 0: none.
  span_end status_since;
  span_end total_since;
  order_figures figures;
  std::vector<kept_line> lines;

  bool is_stored = false;        // Has a row.
  bool has_new_texts = false;    // Lines or tracking number, since its row was written.
  std::int64_t stored_total = 0; // As the row has it.
  bool is_changed = false;       // Since its row was written.
};

// The product that an event names, by the view's numbers.
struct numbered_product {
  std::int64_t product = 0;
  std::int64_t name = 0;
};

// What evolve() does, on what is kept: an event that the order's phase does not expect changes nothing but
// when the order was updated. `order` has been created; `about` is of the events about lines.
void apply(kept_order& order, const order_event& event, span_end at, const numbered_product& about);

} // namespace docket
