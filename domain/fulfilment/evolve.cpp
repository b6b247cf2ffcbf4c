#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <algorithm>
#include <utility>

// One overload of apply for each event. Events change what is known and which steps are open; in which phase
// the process then is follows below. An event that its phase does not expect changes nothing.
namespace docket {

namespace {

fulfilment_content* content_in(fulfilment_state& state) {
  return const_cast<fulfilment_content*>(content_of(state));
}

open_step* open_in(fulfilment_content& content, std::int32_t number) {
  return const_cast<open_step*>(find_open(content, number));
}

void close(fulfilment_content& content, std::int32_t number) {
  std::erase_if(content.open, [&](const open_step& step) { return step.number == number; });
}

void open(fulfilment_content& content, const step_opening& opening, timestamp at) {
  content.open.push_back({opening, 1, at, {}});
  content.steps = std::max(content.steps, opening.number);
  if (opening.kind == step_kind::authorise_payment || opening.kind == step_kind::capture_payment)
    content.payment_asked = true;
  if (opening.kind == step_kind::dispatch_shipment) content.shipment_step = opening.number;
}

void follow(fulfilment_content& content, const agenda& agenda, timestamp at) {
  for (const auto& opening : agenda.opens)
    open(content, opening, at);
  if (agenda.alarm) content.alarm = *agenda.alarm;
  content.updated_at = at;
}

void set_line(fulfilment_content& content, const product_id& product, line_standing standing) {
  const auto line = std::ranges::find(content.lines, product, &fulfilment_line::product);
  if (line != content.lines.end()) line->standing = standing;
}

// Nobody knows whether the line was reserved, so it counts as reserved: should it be, it must be released,
// and a release that finds nothing does no harm. The stock is asked for that after all the attempts to
// reserve, and takes what it is asked in turn.
void put_in_doubt(fulfilment_content& content, const product_id& product) {
  set_line(content, product, line_standing::reserved);
}

// What is known once a step has succeeded.
void note_success(fulfilment_content& content, const step_succeeded& event) {
  switch (event.kind) {
  case step_kind::authorise_payment: content.payment = payment_standing::authorised; break;
  case step_kind::capture_payment: content.payment = payment_standing::captured; break;
  case step_kind::void_payment: content.payment = payment_standing::voided; break;
  case step_kind::refund_payment: content.payment = payment_standing::refunded; break;
  case step_kind::record_payment:
    content.order_took_payment = true;
    if (content.order == order_standing::placed) content.order = order_standing::paid;
    break;
  case step_kind::reserve_stock: set_line(content, event.product, line_standing::reserved); break;
  case step_kind::release_stock: set_line(content, event.product, line_standing::released); break;
  case step_kind::ship_stock: set_line(content, event.product, line_standing::shipped); break;
  case step_kind::confirm_order:
    if (content.order != order_standing::cancelled) content.order = order_standing::confirmed;
    break;
  case step_kind::dispatch_shipment:
    if (content.shipment == shipment_standing::none) content.shipment = shipment_standing::dispatched;
    if (event.sent) content.sent = *event.sent;
    break;
  case step_kind::record_shipment: content.order = order_standing::shipped; break;
  case step_kind::await_delivery: content.shipment = shipment_standing::delivered; break;
  case step_kind::recall_shipment: content.shipment = shipment_standing::failed; break;
  case step_kind::record_delivery: content.order = order_standing::delivered; break;
  case step_kind::cancel_order: content.order = order_standing::cancelled; break;
  case step_kind::record_refund: content.order_took_refund = true; break;
  }
}

// A reservation that one attempt was refused, another one may get yet: pieces come free at any time.
void note_refused_reservation(fulfilment_content& content, const step_refused& event) {
  const auto* const step = find_open(content, event.number);
  if (step && step->repeated && !planted(planted_bug::doubtful_reservation_forgotten))
    put_in_doubt(content, event.product);
}

// What is known once a step has been refused: most refusals leave everything as it was.
void note_refusal(fulfilment_content& content, const step_refused& event) {
  switch (event.kind) {
  case step_kind::reserve_stock: note_refused_reservation(content, event); break;
  case step_kind::authorise_payment:
  case step_kind::capture_payment: content.payment = payment_standing::declined; break;
  case step_kind::dispatch_shipment:
  case step_kind::await_delivery: content.shipment = shipment_standing::failed; break;
  case step_kind::recall_shipment: content.shipment = shipment_standing::delivered; break;
  case step_kind::cancel_order: content.order = order_standing::shipped; break;
  default: break;
  }
}

// Parked on this step: it is not any more.
void unpark(fulfilment_state& state) {
  auto* const parked = std::get_if<parked_fulfilment>(&state);
  if (!parked) return;
  auto before = std::move(parked->before);
  std::visit([&](auto& phase) { state = std::move(phase); }, before);
}

void unpark_if(fulfilment_state& state, std::int32_t number) {
  const auto* const parked = std::get_if<parked_fulfilment>(&state);
  if (parked && parked->number == number) unpark(state);
}

// News that reach a process that had ended open it again, if they ask for something.
void reopen(fulfilment_state& state, const agenda& agenda) {
  auto* const ended = std::get_if<compensated_fulfilment>(&state);
  if (ended && !agenda.opens.empty()) state = compensating_fulfilment{std::move(*ended)};
}

compensating_fulfilment undoing(fulfilment_state&& state) {
  unpark(state);
  if (auto* const already = std::get_if<compensating_fulfilment>(&state)) return std::move(*already);
  compensating_fulfilment result;
  if (auto* const content = content_in(state)) {
    static_cast<fulfilment_content&>(result) = std::move(*content);
  }
  return result;
}

// A step that is not waited for any more.
void drop(fulfilment_content& content, std::int32_t number) {
  const auto* const step = find_open(content, number);
  if (!step) return;
  if (step->kind == step_kind::reserve_stock && !planted(planted_bug::reserve_dropped_when_undone))
    put_in_doubt(content, step->product);
  close(content, number);
}

void apply(fulfilment_state& state, const fulfilment_started& event, timestamp at) {
  if (!std::holds_alternative<no_fulfilment>(state)) return;
  running_fulfilment s;
  s.process = event.process;
  s.flow = event.flow;
  s.currency = event.currency;
  s.total = event.total;
  s.method = event.method;
  for (const auto& item : event.items)
    s.lines.push_back({item, line_standing::untouched});
  s.started_at = at;
  s.alarm = earliest_time;
  follow(s, event.agenda, at);
  state = std::move(s);
}

void apply(fulfilment_state& state, const step_succeeded& event, timestamp at) {
  unpark_if(state, event.number);
  reopen(state, event.agenda);
  auto* const content = content_in(state);
  if (!content) return;
  close(*content, event.number);
  note_success(*content, event);
  follow(*content, event.agenda, at);
}

void apply(fulfilment_state& state, const step_refused& event, timestamp at) {
  unpark_if(state, event.number);
  reopen(state, event.agenda);
  auto* const content = content_in(state);
  if (!content) return;
  note_refusal(*content, event);
  close(*content, event.number);
  follow(*content, event.agenda, at);
}

void apply(fulfilment_state& state, const attempt_failed& event, timestamp at) {
  auto* const content = content_in(state);
  if (!content) return;
  if (auto* const step = open_in(*content, event.number)) {
    step->problem = event.problem;
    step->due = event.due;
  }
  follow(*content, event.agenda, at);
}

void apply(fulfilment_state& state, const step_retried& event, timestamp at) {
  auto* const content = content_in(state);
  if (!content) return;
  if (auto* const step = open_in(*content, event.number)) {
    step->attempt = event.attempt;
    step->repeated = true;
    step->due = event.due;
    step->problem = {};
  }
  follow(*content, event.agenda, at);
}

void apply(fulfilment_state& state, const compensation_started& event, timestamp at) {
  if (!content_of(state)) return;
  auto s = undoing(std::move(state));
  s.reason = event.reason;
  for (const auto number : event.closes)
    drop(s, number);
  follow(s, event.agenda, at);
  state = std::move(s);
}

void apply(fulfilment_state& state, const fulfilment_parked& event, timestamp at) {
  const auto park = [&](auto& before) {
    follow(before, event.agenda, at);
    parked_fulfilment parked{std::move(before), event.number, event.problem, at};
    state = std::move(parked);
  };
  if (auto* const running = std::get_if<running_fulfilment>(&state)) return park(*running);
  if (auto* const undone = std::get_if<compensating_fulfilment>(&state)) return park(*undone);
}

void apply(fulfilment_state& state, const fulfilment_resumed& event, timestamp at) {
  unpark(state);
  auto* const content = content_in(state);
  if (!content) return;
  for (auto& step : content->open) {
    step.attempt = 1;
    step.repeated = true;
    step.problem = {};
    step.due = event.due;
    step.give_up_at.reset();
  }
  follow(*content, event.agenda, at);
}

void apply(fulfilment_state& state, const fulfilment_abandoned& event, timestamp at) {
  if (!content_of(state)) return;
  const auto* const parked = std::get_if<parked_fulfilment>(&state);
  const auto* const stuck = parked ? find_open(*content_of(state), parked->number) : nullptr;
  std::optional<given_up_step> given_up;
  if (stuck) given_up = given_up_step{stuck->kind, stuck->product};
  auto s = undoing(std::move(state));
  s.reason = event.reason;
  s.abandoned = true;
  if (given_up) s.given_up.push_back(*std::move(given_up));
  for (const auto number : event.closes)
    drop(s, number);
  follow(s, event.agenda, at);
  state = std::move(s);
}

void apply(fulfilment_state& state, const fulfilment_completed& event, timestamp at) {
  auto* const running = std::get_if<running_fulfilment>(&state);
  if (!running) return;
  follow(*running, event.agenda, at);
  state = completed_fulfilment{std::move(*running)};
}

void apply(fulfilment_state& state, const fulfilment_compensated& event, timestamp at) {
  auto* const undone = std::get_if<compensating_fulfilment>(&state);
  if (!undone) return;
  follow(*undone, event.agenda, at);
  state = compensated_fulfilment{std::move(*undone)};
}

} // namespace

fulfilment_state evolve(fulfilment_state&& state, const fulfilment_event& event, timestamp occurred_at) {
  std::visit([&](const auto& happened) { apply(state, happened, occurred_at); }, event);
  return std::move(state);
}

} // namespace docket
