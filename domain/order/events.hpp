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

  friend bool operator==(const order_created& a, const order_created& b) {
    return a.customer == b.customer && a.currency == b.currency && a.shipping_fee == b.shipping_fee &&
           same_personal(a.personal, b.personal);
  }
};

// More of a product at the price it already has raises the line's quantity.
struct item_added {
  product_id product;
  text name;
  quantity pieces;
  amount unit_price;
  docket::currency currency; // The order's, so that the event can be written down by itself.

  friend bool operator==(const item_added&, const item_added&) = default;
};

struct item_removed {
  product_id product;

  friend bool operator==(const item_removed&, const item_removed&) = default;
};

struct quantity_changed {
  product_id product;
  quantity pieces; // The new count.

  friend bool operator==(const quantity_changed&, const quantity_changed&) = default;
};

struct order_placed {
  amount total; // Lines and shipping fee.
  docket::currency currency;
  text payment_method{}; // How the customer wants to pay; empty when that was not stated.

  friend bool operator==(const order_placed&, const order_placed&) = default;
};

struct payment_received {
  payment_id payment;
  amount paid;
  docket::currency currency;
  text method;

  friend bool operator==(const payment_received&, const payment_received&) = default;
};

struct order_paid {
  amount total_paid;
  docket::currency currency;

  friend bool operator==(const order_paid&, const order_paid&) = default;
};

struct order_confirmed {
  friend bool operator==(const order_confirmed&, const order_confirmed&) = default;
};

struct order_shipped {
  text tracking_number;
  text carrier;
  std::optional<timestamp> estimated_delivery;

  friend bool operator==(const order_shipped&, const order_shipped&) = default;
};

struct order_delivered {
  friend bool operator==(const order_delivered&, const order_delivered&) = default;
};

struct order_cancelled {
  text reason;
  amount refund_due; // What had been paid; zero when nothing had.
  docket::currency currency;

  friend bool operator==(const order_cancelled&, const order_cancelled&) = default;
};

struct refund_recorded {
  refund_id refund;
  amount refunded;
  docket::currency currency;

  friend bool operator==(const refund_recorded&, const refund_recorded&) = default;
};

using order_event = std::variant<order_created, item_added, item_removed, quantity_changed, order_placed,
                                 payment_received, order_paid, order_confirmed, order_shipped,
                                 order_delivered, order_cancelled, refund_recorded>;

} // namespace docket
