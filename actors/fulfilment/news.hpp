#pragma once

#include "docket/domain/fulfilment/commands.hpp"
#include "docket/domain/ids.hpp"
#include "docket/domain/text.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <optional>
#include <variant>

// What of the log concerns fulfilments.
namespace docket {

// An order was placed: its fulfilment may begin. What is in it stands in its state.
struct order_to_fulfil {
  order_id order;
  text process; // The event's id: what the process is named by.
  text method;  // How the customer wants to pay; empty: not stated.
};

using fulfilment_news = std::variant<order_to_fulfil, fulfilment_command>;

// The events that can be news; for reading the log.
[[nodiscard]] const log_filter& news_filter();

// Nothing for events that are none. Throws store_error for an event that cannot be understood.
[[nodiscard]] std::optional<fulfilment_news> news_of(const event_view& event);

} // namespace docket
