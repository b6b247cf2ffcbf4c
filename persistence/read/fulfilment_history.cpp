#include "docket/persistence/read/fulfilment_history.hpp"

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/read/decoded_stream.hpp"

#include <utility>

namespace docket {

namespace {

void add_opened(std::vector<step_record>& steps, const agenda& agenda, const event_view& seen) {
  for (const auto& opening : agenda.opens)
    steps.push_back({.last = {opening, 1, seen.occurred_at, {}}, .opened_by = seen.version});
}

void end(step_record& step, const fulfilment_event& event, timestamp at) {
  step.ended_at = at;
  step.now = step_record::outcome::dropped;
  if (const auto* e = std::get_if<step_succeeded>(&event); e && e->number == step.last.number)
    step.now = step_record::outcome::succeeded;
  if (const auto* e = std::get_if<step_refused>(&event); e && e->number == step.last.number) {
    step.now = step_record::outcome::refused;
    step.rule = e->rule;
    step.reason = e->reason;
  }
}

// What the event says of the step beside its answer.
void note(step_record& step, const fulfilment_event& event) {
  const auto is_of = [&](const auto* e) { return e && e->number == step.last.number; };
  if (const auto* e = std::get_if<step_retried>(&event); is_of(e)) step.retried_for = e->cause;
  if (const auto* e = std::get_if<attempt_failed>(&event); is_of(e)) step.problem = e->problem;
  if (const auto* e = std::get_if<fulfilment_parked>(&event); is_of(e)) step.problem = e->problem;
  if (std::holds_alternative<fulfilment_resumed>(event)) step.retried_for = "on_request";
}

// What became of the steps that were open before the event is what the state after it says of them.
void follow(std::vector<step_record>& steps, const fulfilment_state& after, const fulfilment_event& event,
            timestamp at) {
  const auto* const content = content_of(after);
  for (auto& step : steps) {
    if (step.now != step_record::outcome::open) continue;
    const auto* const open = content ? find_open(*content, step.last.number) : nullptr;
    if (open) {
      step.last = *open;
      note(step, event);
    } else {
      end(step, event, at);
    }
  }
}

} // namespace

std::optional<fulfilment_view> read_fulfilment(log_reader& reader, const order_id& order) {
  return read_view<fulfilment>(reader, fulfilment_view{.id = order, .state = {}});
}

std::optional<fulfilment_history> read_fulfilment_history(log_reader& reader, const order_id& order) {
  fulfilment_history history{.now = {.id = order, .state = {}}, .events = {}, .steps = {}};
  auto& now = history.now;
  const auto add = [&](const event_view& seen, fulfilment_event&& event) {
    now.version = seen.version;
    now.position = seen.position;
    now.state = evolve(std::move(now.state), event, seen.occurred_at);
    std::visit([&](const auto& e) { add_opened(history.steps, e.agenda, seen); }, event);
    follow(history.steps, now.state, event, seen.occurred_at);
    history.events.push_back({recorded_event{seen}, std::move(event)});
  };
  read_decoded<fulfilment>(reader, order.view(), now_point{}, add);
  if (now.version == version{0}) return std::nullopt;
  return history;
}

} // namespace docket
