#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/ids.hpp"
#include "docket/domain/payment/events.hpp"
#include "docket/domain/shipment/events.hpp"
#include "docket/persistence/read/fulfilment_history.hpp"
#include "docket/persistence/read/order_history.hpp"
#include "docket/persistence/read/payment_view.hpp"
#include "docket/persistence/read/shipment_view.hpp"
#include "docket/persistence/store/event_store.hpp"
#include "docket/persistence/views/history/moment.hpp"
#include "docket/persistence/views/history/query_refusal.hpp"
#include "docket/persistence/views/view_reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// One order and everything about it, at any moment. Both bounds of a moment may be set: what was known at the
// position of what had happened by the time.
namespace docket {

struct details_query {
  order_id order;
  moment asked{};
  std::optional<docket::version> version{}; // The order as it was with this event of its own as the last.
};

// One thing that happened.
struct timeline_entry {
  docket::position position{};
  timestamp occurred_at;
  timestamp recorded_at;
  std::string about; // "order", "payment", "shipment", "fulfilment"
  std::string id;    // Of the stream.
  std::string type;  // "OrderPlaced", ...
  std::string what;  // In people's words.
};

struct status_period {
  std::string status;
  timestamp since;
  docket::position position{};      // Of the event that began it.
  std::optional<timestamp> until{}; // Nothing: it still lasts.
};

struct order_details {
  order_view order;
  std::vector<payment_view> payments;   // First to last.
  std::vector<shipment_view> shipments; // First to last.
  std::optional<fulfilment_view> fulfilment;
  std::vector<timeline_entry> timeline;      // As it was recorded.
  std::vector<status_period> status_history; // Of the order.
  docket::position position{};               // Of the view that answered.
};

// Rules: order_unknown (there was no such order at that moment), version_unknown, at_position_past_the_end.
// `log` is the log that the view was made from. Throws store_error.
[[nodiscard]] expected<order_details, query_refusal> query_details(view_reader& view, log_reader& log,
                                                                   const details_query& query);

// A field of the order, as `to_json(order_view)` names it, that is not the same: "status", "total",
// "lines.widget.quantity".
struct field_difference {
  std::string field;
  std::optional<std::string> before, after; // Nothing: not there.

  friend bool operator==(const field_difference&, const field_difference&) = default;
};

struct order_difference {
  order_view before, after;
  std::vector<field_difference> fields;
  docket::position position{};
};

// What sets one order at two versions or moments apart. Rules as above; `order` is that of the first query.
[[nodiscard]] expected<order_difference, query_refusal>
query_difference(view_reader& view, log_reader& log, const details_query& before, const details_query& after);

// {"order":{…},"payments":[…],"shipments":[…],"fulfilment"?:{…},"timeline":[{"position","occurredAt",
// "recordedAt","about","id","type","what"}],"statusHistory":[{"status","since","position","until"?,
// "seconds"?}],"position"}
[[nodiscard]] std::string to_json(const order_details& details);

// {"orderId","before":{"version","position"},"after":{…},"fields":[{"field","before"?,"after"?}],"position"}
[[nodiscard]] std::string to_json(const order_difference& difference);

// What the event says, as one sentence for people.
[[nodiscard]] std::string describe(const payment_event& event);
[[nodiscard]] std::string describe(const shipment_event& event);

} // namespace docket
