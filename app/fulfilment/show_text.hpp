#pragma once

#include "docket/persistence/read/fulfilment_history.hpp"
#include "docket/persistence/read/payment_view.hpp"
#include "docket/persistence/read/shipment_view.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace docket::app {

// All that concerns the fulfilment of one order.
struct fulfilment_report {
  fulfilment_history history;
  std::optional<payment_view> payment;
  std::optional<shipment_view> shipment;
};

// A page for people: where it stands, what it waits for, its steps, goods and money, and what happened.
// `docket` is how a command line begins that people can enter next: "docket --db shop.db".
[[nodiscard]] std::string show_text(const fulfilment_report& report, std::string_view docket);

// {"orderId","fulfilment":{…},"payment":{…}|null,"shipment":{…}|null,"steps":[…],"events":[…]}; each event as
// `docket events` prints it, with its sentence.
[[nodiscard]] std::string show_json(const fulfilment_report& report);

} // namespace docket::app
