#pragma once

#include "docket/domain/ids.hpp"
#include "docket/domain/order/events.hpp"
#include "docket/domain/order/state.hpp"
#include "docket/domain/timestamp.hpp"
#include "docket/persistence/store/event_store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What an order is, was and went through, read from the log. All throw store_error; an event that cannot be
// understood is store_errc::corrupt and the message names its position.
namespace docket {

struct now_point {};
// As of a time: events not later than it. At a position: those recorded up to there.
using history_point = std::variant<now_point, version, timestamp, position>;

struct order_view {
  order_id id;
  docket::version version{};   // Of the last event in it.
  docket::position position{}; // Of the last event in it.
  docket::position created{};  // Of the first event; order_number() makes it readable.
  order_state state;
};

// Nothing when there is no such order, or it had no event at that point. A version past the last one is the
// last one's.
[[nodiscard]] std::optional<order_view> read_order(log_reader& reader, const order_id& id,
                                                   const history_point& at = now_point{});

struct history_entry {
  recorded_event recorded;
  order_event event; // Decoded.
};

// Every event of the order, first to last; empty when there is no such order.
[[nodiscard]] std::vector<history_entry> read_order_history(log_reader& reader, const order_id& id);

// What the event says, as one sentence for people: "2 × Widget at 29.99 USD added".
[[nodiscard]] std::string describe(const order_event& event);

// The object that `docket show --json` prints (design: "What users and operators see").
[[nodiscard]] std::string to_json(const order_view& order);

// One line of `docket events`, and of `history --json`.
[[nodiscard]] std::string to_json(const recorded_event& event);

} // namespace docket
