#pragma once

#include "docket/domain/event_list.hpp"
#include "docket/domain/expected.hpp"
#include "docket/domain/order/commands.hpp"
#include "docket/domain/order/events.hpp"
#include "docket/domain/order/limits.hpp"
#include "docket/domain/order/state.hpp"
#include "docket/domain/rejection.hpp"

#include <utility>
#include <vector>

// The decision on each command. No rule depends on when a command happens: that time never goes back is
// occurrence()'s.
namespace docket {

// What a command causes, or the first rule that refuses it.
using decision = expected<std::vector<order_event>, rejection>;

[[nodiscard]] decision decide_on(const order_state& state, const create_order& command,
                                 const order_limits& limits);
[[nodiscard]] decision decide_on(const order_state& state, const add_item& command,
                                 const order_limits& limits);
[[nodiscard]] decision decide_on(const order_state& state, const remove_item& command,
                                 const order_limits& limits);
[[nodiscard]] decision decide_on(const order_state& state, const change_quantity& command,
                                 const order_limits& limits);
[[nodiscard]] decision decide_on(const order_state& state, const place_order& command,
                                 const order_limits& limits);
[[nodiscard]] decision decide_on(const order_state& state, const record_payment& command,
                                 const order_limits& limits);
[[nodiscard]] decision decide_on(const order_state& state, const confirm_order& command,
                                 const order_limits& limits);
[[nodiscard]] decision decide_on(const order_state& state, const ship_order& command,
                                 const order_limits& limits);
[[nodiscard]] decision decide_on(const order_state& state, const deliver_order& command,
                                 const order_limits& limits);
[[nodiscard]] decision decide_on(const order_state& state, const cancel_order& command,
                                 const order_limits& limits);
[[nodiscard]] decision decide_on(const order_state& state, const record_refund& command,
                                 const order_limits& limits);

// The events in a list of exactly their number, moved into place.
template <class... Events>
[[nodiscard]] std::vector<order_event> list_of(Events&&... events) {
  return event_list<order_event>(std::forward<Events>(events)...);
}

} // namespace docket
