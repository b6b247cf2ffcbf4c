#pragma once

#include "docket/simulation/audit/audited_log.hpp"
#include "docket/simulation/audit/followed_fulfilment.hpp"
#include "docket/simulation/audit/violation.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

// The log as an auditor's books: sums of their own, kept from the JSON of events. Money is in minor units.
// What is named by views lives in the audited_log.
namespace docket {

struct order_line_account {
  std::int64_t pieces = 0, unit_price = 0;
};

struct order_account {
  std::string_view id, customer, currency;
  std::string_view phase = "none";
  std::int64_t fee = 0;
  std::map<std::string_view, order_line_account> lines; // By product.
  std::optional<std::int64_t> total;                    // Once placed.
  std::map<std::string_view, std::int64_t> payments;    // By id: what the order says was paid.
  std::int64_t paid = 0, refund_due = 0, refunded = 0;
  std::unordered_set<std::string_view> refunds;
  bool was_shipped = false;
  bool owes_paid = false; // The last payment settled it, and OrderPaid must follow at once.
  bool by_hand = false;   // Somebody other than its fulfilment carried on with it or its payment or parcel.
  std::map<std::string_view, std::int64_t> shipped; // By product, as the stocks say.
  std::int64_t reservations = 0;                    // That stand, in all stocks.

  [[nodiscard]] std::int64_t sum_of_lines() const;
  [[nodiscard]] std::int64_t amount() const { return total.value_or(sum_of_lines()); }
};

struct payment_account {
  std::string_view id, order, currency;
  std::string_view phase = "none";
  std::int64_t total = 0, captured = 0, refunded = 0;
  int captures = 0;
  std::unordered_set<std::string_view> refunds;
  bool by_hand = false;

  [[nodiscard]] std::int64_t kept() const { return captured - refunded; }
};

struct shipment_account {
  std::string_view id, order;
  std::string_view phase = "none";
  bool was_dispatched = false;
  bool by_hand = false;
};

struct stock_account {
  struct reservation {
    std::int64_t pieces = 0;
    bool back_ordered = false;
  };

  std::string_view product;
  std::int64_t received = 0, adjusted = 0, available = 0, reserved = 0, shipped = 0;
  std::int64_t back_ordered = 0, back_shipped = 0;
  std::unordered_map<std::string_view, reservation> reservations; // By order.
  timestamp updated_at;
  docket::position position{};
};

class books {
public:
  // Takes the log's events up to this position, in turn. Finds `money_not_conserved`, `charged_twice`,
  // `stock_not_conserved`, `illegal_step`, and `half_a_batch` where a sum tells.
  books(const audited_log& log, position up_to, findings& found);

  [[nodiscard]] const auto& orders() const noexcept { return orders_; }
  [[nodiscard]] const auto& payments() const noexcept { return payments_; }
  [[nodiscard]] const auto& shipments() const noexcept { return shipments_; }
  [[nodiscard]] const auto& stocks() const noexcept { return stocks_; }
  [[nodiscard]] const auto& fulfilments() const noexcept { return fulfilments_; } // By order.

private:
  void take(const audited_event& event, findings& found);
  order_account& order_of(std::string_view id);
  void take_payment(const audited_event& event, findings& found);
  void take_shipment(const audited_event& event);
  void take_stock(const audited_event& event, findings& found);

  std::unordered_map<std::string_view, order_account> orders_;
  std::unordered_map<std::string_view, payment_account> payments_;
  std::unordered_map<std::string_view, shipment_account> shipments_;
  std::unordered_map<std::string_view, stock_account> stocks_;
  std::unordered_map<std::string_view, followed_fulfilment> fulfilments_;
};

// One event of one account; books calls them.
void take_event(order_account& order, const audited_event& event, findings& found);
void take_event(payment_account& payment, const audited_event& event, findings& found);
void take_event(stock_account& stock, const audited_event& event, findings& found);

} // namespace docket
