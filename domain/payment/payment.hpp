#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/payment/commands.hpp"
#include "docket/domain/payment/events.hpp"
#include "docket/domain/payment/limits.hpp"
#include "docket/domain/payment/state.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/timestamp.hpp"

#include <string_view>
#include <variant>
#include <vector>

namespace docket {

// The rules. The events that the command causes, or the first rule in the documented precedence that refuses
// it. `at` is when it happens; callers get it from occurrence() (occurrence.hpp). Never returns an empty
// list.
[[nodiscard]] expected<std::vector<payment_event>, rejection> decide(const payment_state& state,
                                                                     const payment_command& command,
                                                                     timestamp at,
                                                                     const payment_limits& limits);

// The state after one more event. Total: it never refuses, as what happened has happened.
[[nodiscard]] payment_state evolve(payment_state&& state, const payment_event& event, timestamp occurred_at);

// What the generic machinery (aggregate actor, hydration, codec) needs to know of an aggregate.
struct payment {
  using command = payment_command;
  using event = payment_event;
  using state = payment_state;
  using limits = payment_limits;

  // Written in the log for ever.
  static constexpr std::string_view stream_type = "payment";

  // True for a command that begins a stream; see order::begins_stream.
  [[nodiscard]] static bool begins_stream(const command& c) noexcept {
    return std::holds_alternative<request_payment>(c);
  }

  [[nodiscard]] static std::string_view id_of(const command& c) noexcept { return target(c).view(); }
};

} // namespace docket
