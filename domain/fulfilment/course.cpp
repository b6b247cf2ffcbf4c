#include "docket/domain/fulfilment/course.hpp"

#include "docket/domain/fulfilment/back_off.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/overloaded.hpp"

#include <algorithm>
#include <utility>

namespace docket {

namespace {

std::vector<planned_step> planned(const fulfilment_state& state) {
  if (const auto* s = std::get_if<running_fulfilment>(&state)) return plan(*s);
  if (const auto* s = std::get_if<compensating_fulfilment>(&state)) return plan(*s);
  if (const auto* s = std::get_if<compensated_fulfilment>(&state)) return plan(*s); // After late news.
  return {};
}

bool is_open(const fulfilment_content& content, const planned_step& step) {
  return std::ranges::any_of(
      content.open, [&](const open_step& o) { return o.kind == step.kind && o.product == step.product; });
}

} // namespace

const open_step* course::open(step_kind kind) const noexcept {
  const auto& open = content().open;
  const auto found = std::ranges::find(open, kind, &open_step::kind);
  return found == open.end() ? nullptr : &*found;
}

void course::happen(fulfilment_event event) {
  state_ = evolve(std::move(state_), event, at_);
  events_.push_back(std::move(event));
}

void course::succeed(const open_step& step) {
  happen(step_succeeded{step.number, step.kind, step.product, {}, {}});
}

void course::succeed(step_kind kind, std::optional<parcel> sent) {
  const auto* const step = open(kind);
  const auto product = step ? step->product : product_id{};
  happen(step_succeeded{step ? step->number : 0, kind, product, std::move(sent), {}});
}

void course::be_refused(const open_step& step, const text& rule, const text& reason) {
  happen(step_refused{step.number, step.kind, step.product, rule, reason, {}});
}

void course::be_refused(step_kind kind, const text& rule, const text& reason) {
  const auto* const step = open(kind);
  const auto product = step ? step->product : product_id{};
  happen(step_refused{step ? step->number : 0, kind, product, rule, reason, {}});
}

void course::undo(const text& reason) {
  if (compensation_of(state_) || std::holds_alternative<completed_fulfilment>(state_)) return;
  happen(compensation_started{reason, steps_to_close(content()), {}});
}

void course::park(const open_step& step, const text& problem) {
  happen(fulfilment_parked{step.number, step.kind, step.product, problem, {}});
}

std::optional<timestamp> course::give_up_at(step_kind kind) const {
  const auto& p = policy_;
  switch (kind) {
  case step_kind::authorise_payment:
  case step_kind::capture_payment: {
    const auto paid_by = later(content().started_at, p.payment_within);
    if (content().flow == fulfilment_flow::pay_first) return paid_by;
    return std::min(paid_by, later(at_, p.reservation_within));
  }
  case step_kind::dispatch_shipment: return later(at_, p.dispatch_within);
  case step_kind::await_delivery: return later(at_, p.delivery_within);
  default: return std::nullopt;
  }
}

step_opening course::opening_of(const planned_step& planned, std::int32_t number) const {
  const bool tracks = planned.kind == step_kind::await_delivery;
  const auto due = later(at_, tracks ? policy_.tracking_every : policy_.answer_within);
  return {number, planned.kind, planned.product, due, give_up_at(planned.kind)};
}

std::vector<step_opening> course::openings() const {
  std::vector<step_opening> result;
  auto number = content().steps;
  for (const auto& step : planned(state_))
    if (!is_open(content(), step)) result.push_back(opening_of(step, ++number));
  return result;
}

timestamp course::wanted_alarm(const std::vector<step_opening>& opens) const {
  if (is_parked()) return latest_time;
  auto next = next_due(content()).value_or(latest_time);
  for (const auto& opening : opens)
    next = std::min(next, first_call(opening));
  return content().open.empty() && opens.empty() ? earliest_time : next;
}

// Early is harmless, late is not, and every change is written to the disk: so it is left alone as long as it
// is no later than the next step's due time and not much earlier.
std::optional<timestamp> course::alarm(const std::vector<step_opening>& opens) const {
  const auto now = content().alarm;
  const auto next = wanted_alarm(opens);
  const bool is_set = now != earliest_time && now != latest_time;
  const bool is_wanted = next != earliest_time && next != latest_time;
  const bool serves = is_set && is_wanted && now <= next && next <= later(now, policy_.answer_within);
  if (serves || now == next) return std::nullopt;
  return next;
}

void course::end() {
  if (is_running())
    happen(fulfilment_completed{});
  else
    happen(fulfilment_compensated{});
}

std::vector<fulfilment_event> course::settle() {
  agenda next{openings(), {}};
  if (next.opens.empty() && is_active() && content().open.empty()) end();
  next.alarm = alarm(next.opens);
  std::visit([&](auto& event) { event.agenda = std::move(next); }, events_.back());
  return std::move(events_);
}

} // namespace docket
