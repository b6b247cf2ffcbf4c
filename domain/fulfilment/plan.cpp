#include "docket/domain/fulfilment/plan.hpp"

#include "docket/domain/planted_bugs.hpp"

#include <algorithm>

namespace docket {

namespace {

using steps = std::vector<planned_step>;

bool all_lines_are(const fulfilment_content& s, line_standing standing) {
  return std::ranges::all_of(s.lines, [&](const auto& line) { return line.standing == standing; });
}

void each_line_that_is(const fulfilment_content& s, line_standing standing, step_kind then, steps& out) {
  for (const auto& line : s.lines)
    if (line.standing == standing) out.push_back({then, line.product});
}

// Until the order is paid.
void take_money(const fulfilment_content& s, step_kind first, steps& out) {
  switch (s.payment) {
  case payment_standing::none: out.push_back({first}); break;
  case payment_standing::authorised: out.push_back({step_kind::capture_payment}); break;
  case payment_standing::captured: out.push_back({step_kind::record_payment}); break;
  case payment_standing::declined:
  case payment_standing::voided:
  case payment_standing::refunded: break; // Compensation has begun.
  }
}

// A placed order, by the flow: money first, or goods first.
void settle(const fulfilment_content& s, steps& out) {
  if (s.flow == fulfilment_flow::pay_first) return take_money(s, step_kind::capture_payment, out);
  if (!all_lines_are(s, line_standing::reserved))
    return each_line_that_is(s, line_standing::untouched, step_kind::reserve_stock, out);
  take_money(s, step_kind::authorise_payment, out);
}

void reserve_and_confirm(const fulfilment_content& s, steps& out) {
  if (all_lines_are(s, line_standing::reserved))
    out.push_back({step_kind::confirm_order});
  else
    each_line_that_is(s, line_standing::untouched, step_kind::reserve_stock, out);
}

// The order is told which parcel it is.
void dispatch(const fulfilment_content& s, steps& out) {
  const bool is_known = !s.sent.tracking_number.empty();
  out.push_back({is_known ? step_kind::record_shipment : step_kind::dispatch_shipment});
}

void bring_home(const fulfilment_content& s, steps& out) {
  each_line_that_is(s, line_standing::reserved, step_kind::ship_stock, out);
  if (s.order == order_standing::delivered) return;
  const bool arrived = s.shipment == shipment_standing::delivered;
  out.push_back({arrived ? step_kind::record_delivery : step_kind::await_delivery});
}

// Goods that are on their way, or may be, are not back on the shelf.
bool goods_are_here(const fulfilment_content& s) {
  return s.shipment_step == 0 || s.shipment == shipment_standing::failed;
}

bool order_is_out(const fulfilment_content& s) {
  return s.order == order_standing::shipped || s.order == order_standing::delivered;
}

void give_money_back(const fulfilment_content& s, steps& out) {
  const bool in_doubt = s.payment == payment_standing::none || s.payment == payment_standing::authorised;
  if (s.payment_asked && in_doubt) out.push_back({step_kind::void_payment});
  const bool ignored = planted(planted_bug::late_capture_ignored) && !s.order_took_payment;
  if (s.payment == payment_standing::captured && !ignored) out.push_back({step_kind::refund_payment});
}

void take_goods_back(const fulfilment_content& s, steps& out) {
  if (planted(planted_bug::reserved_goods_not_released) && s.payment == payment_standing::none) return;
  if (goods_are_here(s)) return each_line_that_is(s, line_standing::reserved, step_kind::release_stock, out);
  if (s.shipment == shipment_standing::delivered) // Too late to recall it: they have left.
    return each_line_that_is(s, line_standing::reserved, step_kind::ship_stock, out);
  out.push_back({step_kind::recall_shipment});
}

void close_the_order(const fulfilment_content& s, steps& out) {
  if (s.order != order_standing::cancelled) return out.push_back({step_kind::cancel_order});
  if (planted(planted_bug::refund_not_recorded)) return;
  if (s.order_took_payment && s.payment == payment_standing::refunded && !s.order_took_refund)
    out.push_back({step_kind::record_refund});
}

bool is_given_up(const compensating_fulfilment& s, const planned_step& step) {
  return std::ranges::any_of(
      s.given_up, [&](const given_up_step& g) { return g.kind == step.kind && g.product == step.product; });
}

void undo_all(const compensating_fulfilment& s, steps& out) {
  give_money_back(s, out);
  take_goods_back(s, out);
  close_the_order(s, out);
}

// The order was told that the parcel is on its way, and has not said whether it was cancelled before: until
// it has, neither money nor goods are moved. People who did not wait for that have it cancelled first.
bool order_is_undecided(const compensating_fulfilment& s) {
  if (s.order == order_standing::cancelled || is_given_up(s, {step_kind::cancel_order})) return false;
  return is_given_up(s, {step_kind::record_shipment}) ||
         std::ranges::find(s.open, step_kind::record_shipment, &open_step::kind) != s.open.end();
}

} // namespace

steps plan(const running_fulfilment& s) {
  steps next;
  switch (s.order) {
  case order_standing::placed: settle(s, next); break;
  case order_standing::paid: reserve_and_confirm(s, next); break;
  case order_standing::confirmed: dispatch(s, next); break;
  case order_standing::shipped:
  case order_standing::delivered: bring_home(s, next); break;
  case order_standing::cancelled: break; // Compensation has begun.
  }
  return next;
}

steps plan(const compensating_fulfilment& s) {
  steps next;
  if (order_is_out(s)) // Given up by people when the goods had gone: nothing can be undone.
    each_line_that_is(s, line_standing::reserved, step_kind::ship_stock, next);
  else if (!order_is_undecided(s))
    undo_all(s, next);
  else if (is_given_up(s, {step_kind::record_shipment}))
    next.push_back({step_kind::cancel_order});
  std::erase_if(next, [&](const planned_step& step) { return is_given_up(s, step); });
  return next;
}

std::vector<std::int32_t> steps_to_close(const fulfilment_content& content) {
  std::vector<std::int32_t> numbers;
  for (const auto& step : content.open) {
    switch (step.kind) {
    case step_kind::authorise_payment:
    case step_kind::capture_payment:
    case step_kind::dispatch_shipment:
    case step_kind::await_delivery: numbers.push_back(step.number); break;
    case step_kind::reserve_stock:
      if (planted(planted_bug::reserve_dropped_when_undone)) numbers.push_back(step.number);
      break;
    default: break;
    }
  }
  return numbers;
}

} // namespace docket
