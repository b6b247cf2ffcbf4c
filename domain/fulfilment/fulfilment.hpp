#pragma once

#include "docket/domain/expected.hpp"
#include "docket/domain/fulfilment/commands.hpp"
#include "docket/domain/fulfilment/events.hpp"
#include "docket/domain/fulfilment/policy.hpp"
#include "docket/domain/fulfilment/requests.hpp"
#include "docket/domain/fulfilment/state.hpp"
#include "docket/domain/rejection.hpp"
#include "docket/domain/timestamp.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace docket {

// What happens in a fulfilment that is told this. Refused where there is nothing to it: that it was known,
// that the step is not open, that nothing is due ("nothing_new", "step_not_open", "nothing_due", ...), which
// makes every repeat harmless. Never returns an empty list.
[[nodiscard]] expected<std::vector<fulfilment_event>, rejection> decide(const fulfilment_state& state,
                                                                        const fulfilment_command& command,
                                                                        timestamp at,
                                                                        const fulfilment_policy& policy);

// The state after one more event. Total.
[[nodiscard]] fulfilment_state evolve(fulfilment_state&& state, const fulfilment_event& event,
                                      timestamp occurred_at);

// A fulfilment's whole answer to what it is told: what happens, what goes out once that is durable, and when
// it wants to be woken. decide(), evolve() and requests_of() taken together.
struct reaction {
  std::vector<fulfilment_event> events;
  std::vector<fulfilment_request> requests;
  std::optional<timestamp> alarm; // Where it changes; see agenda::alarm.
  fulfilment_state after;
};
[[nodiscard]] expected<reaction, rejection> react(const order_id& order, fulfilment_state state,
                                                  const fulfilment_command& told, timestamp at,
                                                  const fulfilment_policy& policy);

// What the generic machinery needs to know of the process manager, which it serves like an aggregate.
struct fulfilment {
  using command = fulfilment_command;
  using event = fulfilment_event;
  using state = fulfilment_state;
  using limits = fulfilment_policy;
  using request = fulfilment_request;
  using id = order_id;

  // Written in the log for ever.
  static constexpr std::string_view stream_type = "fulfilment";

  [[nodiscard]] static bool begins_stream(const command& c) noexcept {
    return std::holds_alternative<begin_fulfilment>(c);
  }
  [[nodiscard]] static std::string_view id_of(const command& c) noexcept { return target(c).view(); }

  // See agenda::alarm.
  [[nodiscard]] static std::optional<timestamp> alarm_of(const event& e) noexcept {
    return std::visit([](const auto& happened) { return happened.agenda.alarm; }, e);
  }
};

} // namespace docket
