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
#include <vector>

// What people may want of an order. A command may be refused; see decide.hpp for the rules.
namespace docket {

// A line as somebody asks for it. The price is for one piece, in the order's currency.
struct item {
  product_id product;
  text name{}; // Optional; for people.
  quantity pieces{};
  decimal unit_price{};

  friend bool operator==(const item&, const item&) = default;
};

struct create_order {
  order_id order;
  customer_id customer;
  docket::currency currency;
  decimal shipping_fee{};
  std::shared_ptr<const personal_data> personal{}; // Null when nothing personal is stated.
  std::vector<item> items{};
  bool place = false;    // Place it at once.
  text payment_method{}; // As in place_order; counts only with `place`.
};

struct add_item {
  order_id order;
  item added;
};

struct remove_item {
  order_id order;
  product_id product;
};

struct change_quantity {
  order_id order;
  product_id product;
  quantity pieces; // The new count, not a difference.
};

struct place_order {
  order_id order;
  text payment_method{}; // Optional; how the customer wants to pay: "card", "boleto", ...
};

struct record_payment {
  order_id order;
  payment_id payment;
  decimal paid;
  text method; // "card", "boleto", ...
};

struct confirm_order {
  order_id order;
};

struct ship_order {
  order_id order;
  text tracking_number;
  text carrier;
  std::optional<timestamp> estimated_delivery{};
};

struct deliver_order {
  order_id order;
};

struct cancel_order {
  order_id order;
  text reason{};
};

struct record_refund {
  order_id order;
  refund_id refund;
  decimal refunded;
};

using order_command =
    std::variant<create_order, add_item, remove_item, change_quantity, place_order, record_payment,
                 confirm_order, ship_order, deliver_order, cancel_order, record_refund>;

// The order that a command is for.
[[nodiscard]] const order_id& target(const order_command& command) noexcept;

// The command's stable name, as in command lines: "createOrder", "addItem", ...
[[nodiscard]] std::string_view command_name(const order_command& command) noexcept;

} // namespace docket
