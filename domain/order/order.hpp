#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/order/commands.hpp"
#include "docket/domain/order/events.hpp"
#include "docket/domain/order/limits.hpp"
#include "docket/domain/order/state.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/timestamp.hpp"

#include <string_view>
#include <vector>

namespace docket {

// The rules. The events that the command causes, or the first rule in the documented precedence that refuses
// it. `at` is when it happens; callers get it from occurrence() (occurrence.hpp). Never returns an empty
// list.
[[nodiscard]] expected<std::vector<order_event>, rejection>
decide(const order_state& state, const order_command& command, timestamp at, const order_limits& limits);

// The state after one more event. Total: it never refuses, as what happened has happened.
[[nodiscard]] order_state evolve(order_state&& state, const order_event& event, timestamp occurred_at);

// What the generic machinery (aggregate actor, hydration, codec) needs to know of an aggregate.
struct order {
  using command = order_command;
  using event = order_event;
  using state = order_state;
  using limits = order_limits;

  // Written in the log for ever.
  static constexpr std::string_view stream_type = "order";

  // True for a command that begins a stream. It is decided without reading first; should the stream exist,
  // the append conflicts and the command is decided again on what the log holds.
  [[nodiscard]] static bool begins_stream(const command& c) noexcept;

  [[nodiscard]] static std::string_view id_of(const command& c) noexcept { return target(c).view(); }
};

} // namespace docket
