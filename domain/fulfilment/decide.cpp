#include "docket/domain/fulfilment/decisions.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/fulfilment/rejections.hpp"

#include <optional>
#include <utility>

namespace docket {

namespace {

std::vector<fulfilment_event> begin(const begin_fulfilment& told, timestamp at,
                                    const fulfilment_policy& policy) {
  course c{no_fulfilment{}, at, policy};
  c.happen(
      fulfilment_started{told.process, told.flow, told.currency, told.total, told.method, told.items, {}});
  return c.settle();
}

} // namespace

// Only the first of a process: decided apart.
refusal tell(course&, const begin_fulfilment& told) { return refuse::fulfilment_already_begun(told.order); }

refusal tell(course& c, const note_order_cancelled& told) {
  if (c.content().order == order_standing::cancelled) return refuse::nothing_new();
  c.succeed(step_kind::cancel_order);
  c.undo(told.reason);
  return {};
}

expected<std::vector<fulfilment_event>, rejection> decide(const fulfilment_state& state,
                                                          const fulfilment_command& command, timestamp at,
                                                          const fulfilment_policy& policy) {
  if (std::holds_alternative<no_fulfilment>(state)) {
    if (const auto* first = std::get_if<begin_fulfilment>(&command)) return begin(*first, at, policy);
    return unexpected{refuse::fulfilment_not_found(target(command))};
  }
  course c{state, at, policy};
  if (auto refused = std::visit([&](const auto& told) { return tell(c, told); }, command))
    return unexpected{*std::move(refused)};
  return c.settle();
}

expected<reaction, rejection> react(const order_id& order, fulfilment_state state,
                                    const fulfilment_command& told, timestamp at,
                                    const fulfilment_policy& policy) {
  auto events = decide(state, told, at, policy);
  if (!events) return unexpected{std::move(events.error())};
  reaction result{std::move(*events), {}, std::nullopt, std::move(state)};
  for (const auto& event : result.events) {
    result.after = evolve(std::move(result.after), event, at);
    requests_of(order, event, result.after, result.requests);
    if (const auto alarm = fulfilment::alarm_of(event)) result.alarm = alarm;
  }
  return result;
}

} // namespace docket
