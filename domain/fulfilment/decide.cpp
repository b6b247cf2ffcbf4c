#include "docket/domain/fulfilment/back_off.hpp"
#include "docket/domain/fulfilment/course.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/fulfilment/rejections.hpp"
#include "docket/domain/fulfilment/verdicts.hpp"
#include "docket/domain/stated.hpp"

#include <algorithm>
#include <optional>
#include <utility>

// One overload of tell for each thing that a fulfilment is told. Each notes what is new, as events; what
// follows from it is the plan's.
namespace docket {

namespace {

step_succeeded succeeded(const open_step& step) { return {step.number, step.kind, step.product, {}, {}}; }

step_refused refused(const open_step& step, const text& rule, const text& reason) {
  return {step.number, step.kind, step.product, rule, reason, {}};
}

// An answer to the open step of this kind, or a late one to a step that is not open any more.
void succeed(course& c, step_kind kind, std::optional<parcel> sent = {}) {
  const auto* const step = c.open(kind);
  auto event = step ? succeeded(*step) : step_succeeded{0, kind, {}, {}, {}};
  event.sent = std::move(sent);
  c.happen(std::move(event));
}

void be_refused(course& c, step_kind kind, const text& rule, const text& reason) {
  const auto* const step = c.open(kind);
  c.happen(step ? refused(*step, rule, reason) : step_refused{0, kind, {}, rule, reason, {}});
}

// The order.

refusal tell(course& c, const note_order_cancelled& told) {
  if (c.content().order == order_standing::cancelled) return refuse::nothing_new();
  succeed(c, step_kind::cancel_order);
  c.undo(told.reason);
  return {};
}

bool order_is_out(const fulfilment_content& content) {
  return content.order == order_standing::shipped || content.order == order_standing::delivered;
}

// The payment. What its stream says is so, whatever the process has come to think.

refusal payment_captured(course& c) {
  const auto now = c.content().payment;
  if (now == payment_standing::captured || now == payment_standing::refunded) return refuse::nothing_new();
  if (c.open(step_kind::authorise_payment)) succeed(c, step_kind::authorise_payment);
  succeed(c, step_kind::capture_payment);
  if (const auto* const lift = c.open(step_kind::void_payment))
    c.happen(refused(*lift, "payment_already_captured", "the money had been taken"));
  return {};
}

refusal payment_authorised(course& c) {
  if (c.content().payment != payment_standing::none) return refuse::nothing_new();
  succeed(c, step_kind::authorise_payment);
  return {};
}

refusal payment_declined(course& c, const text& reason) {
  const auto now = c.content().payment;
  if (now != payment_standing::none && now != payment_standing::authorised) return refuse::nothing_new();
  const auto asked =
      c.open(step_kind::authorise_payment) ? step_kind::authorise_payment : step_kind::capture_payment;
  be_refused(c, asked, "payment_declined", reason);
  if (c.open(step_kind::void_payment)) succeed(c, step_kind::void_payment);
  c.undo("payment_declined");
  return {};
}

refusal payment_voided(course& c) {
  const auto now = c.content().payment;
  if (now != payment_standing::none && now != payment_standing::authorised) return refuse::nothing_new();
  succeed(c, step_kind::void_payment);
  c.undo("payment_voided");
  return {};
}

// What people gave back of it in part is between them and the customer. Given back whole, the order goes
// back, unless the goods are gone.
refusal payment_refunded(course& c, amount given_back) {
  if (c.content().payment != payment_standing::captured) return refuse::nothing_new();
  if (given_back < c.content().total) return refuse::nothing_new();
  succeed(c, step_kind::refund_payment);
  if (!order_is_out(c.content())) c.undo("payment_refunded");
  return {};
}

refusal tell(course& c, const note_payment& told) {
  switch (told.what) {
  case note_payment::fact::authorised: return payment_authorised(c);
  case note_payment::fact::captured: return payment_captured(c);
  case note_payment::fact::declined: return payment_declined(c, told.reason);
  case note_payment::fact::voided: return payment_voided(c);
  case note_payment::fact::refunded: return payment_refunded(c, told.refunded);
  }
  return refuse::nothing_new();
}

// The shipment.

bool shipment_has_ended(const fulfilment_content& content) {
  return content.shipment == shipment_standing::delivered || content.shipment == shipment_standing::failed;
}

// Its news may come after those of its delivery.
refusal shipment_dispatched(course& c, const parcel& sent) {
  const bool unheard_of = c.content().shipment == shipment_standing::none;
  if (!unheard_of && !c.open(step_kind::dispatch_shipment)) return refuse::nothing_new();
  succeed(c, step_kind::dispatch_shipment, sent);
  return {};
}

refusal shipment_delivered(course& c) {
  if (shipment_has_ended(c.content())) return refuse::nothing_new();
  if (const auto* const recall = c.open(step_kind::recall_shipment)) {
    c.happen(refused(*recall, "shipment_already_delivered", "the parcel had arrived"));
    return {};
  }
  succeed(c, step_kind::await_delivery);
  return {};
}

// Lost on its way to the customer: nobody can say what is right now.
refusal lose_parcel(course& c, const open_step& awaited, const text& reason) {
  if (c.is_parked()) return refuse::nothing_new(); // Once people let it go on, the carrier says it again.
  c.park(awaited, reason);
  return {};
}

refusal shipment_failed(course& c, const text& reason) {
  if (shipment_has_ended(c.content())) return refuse::nothing_new();
  if (c.open(step_kind::recall_shipment)) {
    succeed(c, step_kind::recall_shipment);
    return {};
  }
  // The order is about to say whether the goods are out; whoever asks for the parcel then hears this again.
  if (c.open(step_kind::record_shipment)) return refuse::nothing_new();
  if (const auto* const awaited = c.open(step_kind::await_delivery)) return lose_parcel(c, *awaited, reason);
  be_refused(c, step_kind::dispatch_shipment, "shipment_refused", reason);
  c.undo("shipment_refused");
  return {};
}

refusal tell(course& c, const note_shipment& told) {
  switch (told.what) {
  case note_shipment::fact::dispatched: return shipment_dispatched(c, told.sent);
  case note_shipment::fact::delivered: return shipment_delivered(c);
  case note_shipment::fact::failed: return shipment_failed(c, told.reason);
  }
  return refuse::nothing_new();
}

// Answers to steps.

refusal tell(course& c, const note_step_done& told) {
  const auto* const step = find_open(c.content(), told.number);
  if (!step) return refuse::step_not_open(told.number);
  c.happen(succeeded(*step));
  return {};
}

// What the payment's or the shipment's stream refuses because it knows it: the log has told it or is about to
// tell it, and should that have gone astray it is heard here. What only the log knows (whose parcel it is) is
// waited for.
refusal believe(course& c, std::string_view rule, const text& reason) {
  if (rule == "payment_already_authorised") return payment_authorised(c);
  if (rule == "payment_already_captured") return payment_captured(c);
  if (rule == "payment_already_declined") return payment_declined(c, reason);
  if (rule == "payment_already_voided") return payment_voided(c);
  if (rule == "payment_already_refunded" || rule == "refund_already_made")
    return payment_refunded(c, c.content().total);
  if (rule == "shipment_already_delivered") return shipment_delivered(c);
  if (rule == "shipment_already_failed") return shipment_failed(c, reason);
  return refuse::nothing_new();
}

refusal ask_people(course& c, const open_step& step, const note_step_refused& told) {
  if (c.is_parked()) return refuse::nothing_new(); // They look at it already, and have it asked again then.
  c.park(step, text{told.rule.str() + ": " + told.reason.str()});
  return {};
}

// An order that went out while it was to be cancelled is nobody's plan, unless people gave it up meanwhile.
refusal be_too_late(course& c, const open_step& step, const note_step_refused& told) {
  if (step.kind == step_kind::void_payment) return payment_captured(c);
  if (step.kind == step_kind::cancel_order && !compensation_of(c.state())->abandoned)
    return ask_people(c, step, told);
  c.happen(refused(step, told.rule, told.reason));
  return {};
}

refusal tell(course& c, const note_step_refused& told) {
  const auto* const found = find_open(c.content(), told.number);
  if (!found) return refuse::step_not_open(told.number);
  const auto step = *found;
  switch (verdict_on(step.kind, told.rule.view())) {
  case verdict::as_good_as_done: c.happen(succeeded(step)); break;
  case verdict::heard_before: return believe(c, told.rule.view(), told.reason);
  case verdict::too_late: return be_too_late(c, step, told);
  case verdict::undo:
    c.happen(refused(step, told.rule, told.reason));
    c.undo(told.rule);
    break;
  case verdict::ask_people: return ask_people(c, step, told);
  }
  return {};
}

// A carrier is asked for news of a parcel as often as it takes; that it fails now and then is no failure.
bool may_fail_again(const course& c, const open_step& step) {
  return step.attempt < c.policy().attempts_max || step.kind == step_kind::await_delivery;
}

refusal tell(course& c, const note_attempt_failed& told) {
  const auto* const step = find_open(c.content(), told.number);
  if (!step || step->attempt != told.attempt || c.is_parked()) return refuse::step_not_open(told.number);
  if (!step->problem.empty()) return refuse::nothing_new();
  const auto problem = told.problem.empty() ? text{"failed without a word"} : told.problem;
  if (!may_fail_again(c, *step)) {
    c.park(*step, problem);
    return {};
  }
  const auto wait = back_off(c.policy(), c.content().process.view(), step->number, step->attempt);
  c.happen(attempt_failed{
      step->number, step->kind, step->product, step->attempt, problem, later(c.at(), wait), {}});
  return {};
}

// The alarm.

text reason_to_give_up(step_kind kind, const fulfilment_content& content) {
  if (kind == step_kind::dispatch_shipment) return "dispatch_timed_out";
  return content.flow == fulfilment_flow::pay_first ? "payment_timed_out" : "reservation_expired";
}

// The first open step that is not worth waiting for any more.
std::optional<open_step> overdue(const course& c) {
  for (const auto& step : c.content().open)
    if (step.give_up_at && *step.give_up_at <= c.at()) return step;
  return std::nullopt;
}

void give_up(course& c, const open_step& step) {
  if (step.kind == step_kind::await_delivery)
    c.park(step, "not delivered in time");
  else
    c.undo(reason_to_give_up(step.kind, c.content()));
}

timestamp next_try(const course& c, const open_step& step, std::int32_t attempt) {
  if (step.kind == step_kind::await_delivery) return later(c.at(), c.policy().tracking_every);
  const auto wait = back_off(c.policy(), c.content().process.view(), step.number, attempt);
  return later(c.at(), std::max(c.policy().answer_within, wait));
}

void retry(course& c, const open_step& step, bool after_restart) {
  const auto attempt = after_restart ? step.attempt : step.attempt + 1;
  const text cause = after_restart ? "after_restart" : step.problem.empty() ? "no_answer" : "after_failure";
  c.happen(
      step_retried{step.number, step.kind, step.product, attempt, cause, next_try(c, step, attempt), {}});
}

bool is_exhausted(const course& c, const open_step& step) {
  return !step.give_up_at && step.attempt >= c.policy().attempts_max;
}

// What is due, each in its turn; parks at the first that was asked too often.
void retry_due(course& c, bool after_restart) {
  const auto open = c.content().open;
  for (const auto& step : open) {
    if (step.due > c.at() && !after_restart) continue;
    if (!after_restart && is_exhausted(c, step))
      return c.park(step, step.problem.empty() ? text{"no answer"} : step.problem);
    retry(c, step, after_restart);
  }
}

refusal tell(course& c, const wake_fulfilment& told) {
  const auto next = next_due(c.content());
  const bool due = next && (*next <= c.at() || told.after_restart);
  if (c.is_parked() || !due) return refuse::nothing_due(c.is_parked() ? std::nullopt : next);
  if (const auto step = overdue(c))
    give_up(c, *step);
  else
    retry_due(c, told.after_restart);
  return {};
}

// People.

refusal tell(course& c, const retry_fulfilment&) {
  if (!c.is_parked()) return refuse::fulfilment_not_parked(c.state());
  c.happen(fulfilment_resumed{later(c.at(), c.policy().answer_within), {}});
  return {};
}

bool has_ended(const fulfilment_state& state) {
  return std::holds_alternative<completed_fulfilment>(state) ||
         std::holds_alternative<compensated_fulfilment>(state);
}

refusal tell(course& c, const abandon_fulfilment& told) {
  if (has_ended(c.state())) return refuse::fulfilment_ended(c.state());
  if (auto refused = check_required_text("reason", told.reason)) return refused; // The order will be told it.
  auto closes = steps_to_close(c.content());
  const auto* const parked = std::get_if<parked_fulfilment>(&c.state());
  if (parked && std::ranges::find(closes, parked->number) == closes.end()) closes.push_back(parked->number);
  c.happen(fulfilment_abandoned{told.reason, std::move(closes), {}});
  return {};
}

// Only the first of a process: decided apart.
refusal tell(course&, const begin_fulfilment& told) { return refuse::fulfilment_already_begun(told.order); }

std::vector<fulfilment_event> begin(const begin_fulfilment& told, timestamp at,
                                    const fulfilment_policy& policy) {
  course c{no_fulfilment{}, at, policy};
  c.happen(
      fulfilment_started{told.process, told.flow, told.currency, told.total, told.method, told.items, {}});
  return c.settle();
}

} // namespace

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
