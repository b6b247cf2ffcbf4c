#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/shipment/commands.hpp"
#include "docket/domain/shipment/events.hpp"
#include "docket/domain/shipment/limits.hpp"
#include "docket/domain/shipment/state.hpp"
#include "docket/domain/timestamp.hpp"

#include <string_view>
#include <variant>
#include <vector>

namespace docket {

// The rules. The events that the command causes, or the first rule in the documented precedence that refuses
// it. `at` is when it happens; callers get it from occurrence() (occurrence.hpp). Never returns an empty
// list.
[[nodiscard]] expected<std::vector<shipment_event>, rejection> decide(const shipment_state& state,
                                                                      const shipment_command& command,
                                                                      timestamp at,
                                                                      const shipment_limits& limits);

// The state after one more event. Total: it never refuses, as what happened has happened.
[[nodiscard]] shipment_state evolve(shipment_state&& state, const shipment_event& event,
                                    timestamp occurred_at);

// What the generic machinery (aggregate actor, hydration, codec) needs to know of an aggregate.
struct shipment {
  using command = shipment_command;
  using event = shipment_event;
  using state = shipment_state;
  using limits = shipment_limits;

  // Written in the log for ever.
  static constexpr std::string_view stream_type = "shipment";

  // True for a command that begins a stream; see order::begins_stream.
  [[nodiscard]] static bool begins_stream(const command& c) noexcept {
    return std::holds_alternative<request_shipment>(c);
  }

  [[nodiscard]] static std::string_view id_of(const command& c) noexcept { return target(c).view(); }
};

} // namespace docket
