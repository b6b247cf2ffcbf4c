#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/stock/commands.hpp"
#include "docket/domain/stock/events.hpp"
#include "docket/domain/stock/limits.hpp"
#include "docket/domain/stock/state.hpp"
#include "docket/domain/timestamp.hpp"

#include <string_view>
#include <vector>

namespace docket {

// The rules. The events that the command causes, or the first rule in the documented precedence that refuses
// it. `at` is when it happens; callers get it from occurrence() (occurrence.hpp). Never returns an empty
// list. The work does not grow with the number of open reservations.
[[nodiscard]] expected<std::vector<stock_event>, rejection>
decide(const stock_state& state, const stock_command& command, timestamp at, const stock_limits& limits);

// The state after one more event. Total: it never refuses, as what happened has happened. The work does not
// grow with the number of open reservations, as long as the state is moved in and out.
[[nodiscard]] stock_state evolve(stock_state&& state, const stock_event& event, timestamp occurred_at);

// What the generic machinery (aggregate actor, hydration, codec) needs to know of an aggregate.
struct stock {
  using command = stock_command;
  using event = stock_event;
  using state = stock_state;
  using limits = stock_limits;

  // Written in the log for ever. A stream's id is the product's.
  static constexpr std::string_view stream_type = "stock";

  // No command is known to begin a stream: stock is received, and back-ordered, at any time.
  [[nodiscard]] static bool begins_stream(const command&) noexcept { return false; }

  [[nodiscard]] static std::string_view id_of(const command& c) noexcept { return target(c).view(); }
};

} // namespace docket
