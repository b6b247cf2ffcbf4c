#pragma once

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/domain/stock/stock.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace docket::app {

// Everything that the log says of one order.
struct order_account {
  enum class course : std::uint8_t { none, under_way, completed, compensated, parked };

  order_state order;
  payment_state payment;
  shipment_state shipment;
  course fulfilment = course::none;
  text reason;                       // Why it was undone.
  timestamp begun_at, ended_at;      // Of the fulfilment.
  std::uint32_t failed_attempts = 0; // Answers that it did not work this time.
  std::uint32_t repeated_asks = 0;   // For steps that had no answer in time.
};

// The whole log, folded.
struct shop_accounts {
  std::map<std::string, order_account, std::less<>> orders; // By id, which names payment and shipment too.
  std::map<std::string, stock_state, std::less<>> stocks;   // By product.
};

// Reads the whole log, and keeps all of it that is still said at its end. Throws store_error.
[[nodiscard]] shop_accounts read_accounts(log_reader& log);

} // namespace docket::app
