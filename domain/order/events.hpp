#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/money.hpp"
#include "docket/domain/order/personal.hpp"
#include "docket/domain/quantity.hpp"
#include "docket/domain/text.hpp"
#include "docket/domain/timestamp.hpp"

#include <memory>
#include <optional>
#include <variant>

// What happened to an order. Facts: never refused, never changed. Which order and when stands beside the
// event, not in it. Amounts are in the order's currency.
namespace docket {

struct order_created {
  customer_id customer;
  docket::currency currency;
  amount shipping_fee;
  std::shared_ptr<const personal_data> personal; // Null when nothing personal was stated.
};

// More of a product at the price it already has raises the line's quantity.
struct item_added {
  product_id product;
  text name;
  quantity pieces;
  amount unit_price;
  docket::currency currency; // The order's, so that the event can be written down by itself.
};

struct item_removed {
  product_id product;
};

struct quantity_changed {
  product_id product;
  quantity pieces; // The new count.
};

struct order_placed {
  amount total; // Lines and shipping fee.
  docket::currency currency;
};

struct payment_received {
  payment_id payment;
  amount paid;
  docket::currency currency;
  text method;
};

struct order_paid {
  amount total_paid;
  docket::currency currency;
};

struct order_confirmed {};

struct order_shipped {
  text tracking_number;
  text carrier;
  std::optional<timestamp> estimated_delivery;
};

struct order_delivered {};

struct order_cancelled {
  text reason;
  amount refund_due; // What had been paid; zero when nothing had.
  docket::currency currency;
};

struct refund_recorded {
  refund_id refund;
  amount refunded;
  docket::currency currency;
};

using order_event = std::variant<order_created, item_added, item_removed, quantity_changed, order_placed,
                                 payment_received, order_paid, order_confirmed, order_shipped,
                                 order_delivered, order_cancelled, refund_recorded>;

} // namespace docket
