#pragma once

#include "docket/persistence/store/event_store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace docket::app {

// Which events are wanted.
struct event_query {
  position from{1};                  // And later ones.
  std::optional<std::string> stream; // "order-001", or with its type: "payment/pay-1".
  std::vector<std::string> types;    // Empty: all.
  std::optional<std::uint64_t> limit;
};

// Takes a page of events as JSON Lines.
using page_writer = std::function<void(const std::string& lines)>;

// Hands over the events in log order, in pages of a bounded size. Between two pages no read of the log is
// under way, so a slow taker holds up no checkpoint. Answers how many events there were. Throws store_error,
// and command_failed when the log has no such stream.
std::uint64_t write_events(log_reader& log, const event_query& wanted, const page_writer& write);

} // namespace docket::app
