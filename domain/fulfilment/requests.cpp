#include "docket/domain/fulfilment/requests.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/domain/planted_bugs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace docket {

namespace {

// The order's id names its payment and its shipment too: there is one of each.
payment_id payment_of(const order_id& order) { return payment_id{order.view()}; }
shipment_id shipment_of(const order_id& order) { return shipment_id{order.view()}; }

command_id key_of(const fulfilment_content& s, std::int32_t number) {
  return command_id{fmt::format("{}.{}", s.process.view(), number)};
}

payment_work payment_request(payment_work::operation what, const order_id& order,
                             const fulfilment_content& s) {
  return {what, {payment_of(order), order, s.total, s.currency, s.method}};
}

shipment_work shipment_request(shipment_work::operation what, const order_id& order,
                               const fulfilment_content& s) {
  request_shipment opening{shipment_of(order), order, {}};
  for (const auto& line : s.lines)
    opening.lines.push_back({line.product, line.pieces});
  return {what, std::move(opening)};
}

quantity pieces_of(const fulfilment_content& s, const product_id& product) {
  const auto line = std::ranges::find(s.lines, product, &fulfilment_line::product);
  return line == s.lines.end() ? quantity{} : line->pieces;
}

text reason_of(const fulfilment_state& state) {
  const auto* undone = compensation_of(state);
  return undone ? undone->reason : text{};
}

decltype(fulfilment_request::what) what_to_ask(const order_id& order, const open_step& step,
                                               const fulfilment_state& state, const fulfilment_content& s) {
  using money = payment_work::operation;
  using goods = shipment_work::operation;
  switch (step.kind) {
  case step_kind::authorise_payment: return payment_request(money::authorise, order, s);
  case step_kind::capture_payment: return payment_request(money::capture, order, s);
  case step_kind::void_payment: return payment_request(money::void_payment, order, s);
  case step_kind::refund_payment: return payment_request(money::refund, order, s);
  case step_kind::record_payment:
    return order_command{
        record_payment{order, payment_of(order), from_amount(s.total, s.currency), s.method}};
  case step_kind::reserve_stock:
    return stock_command{reserve_stock{step.product, order, pieces_of(s, step.product)}};
  case step_kind::release_stock: return stock_command{release_stock{step.product, order}};
  case step_kind::ship_stock: return stock_command{ship_stock{step.product, order}};
  case step_kind::confirm_order: return order_command{confirm_order{order}};
  case step_kind::dispatch_shipment:
  case step_kind::await_delivery: return shipment_request(goods::dispatch, order, s);
  case step_kind::record_shipment:
    return order_command{
        ship_order{order, s.sent.tracking_number, s.sent.carrier, s.sent.estimated_delivery}};
  case step_kind::recall_shipment: return shipment_request(goods::recall, order, s);
  case step_kind::record_delivery: return order_command{deliver_order{order}};
  case step_kind::cancel_order: return order_command{cancel_order{order, reason_of(state)}};
  case step_kind::record_refund:
    return order_command{
        record_refund{order, refund_id{key_of(s, step.number).view()}, from_amount(s.total, s.currency)}};
  }
  return order_command{confirm_order{order}}; // Not reached: every kind is above.
}

// Whether the carrier has arrived is asked as the shipment was: the carrier knows it by that key.
std::int32_t keyed_as(const fulfilment_content& s, const open_step& step) {
  return step.kind == step_kind::await_delivery ? s.shipment_step : step.number;
}

// A key of each attempt's own, where a bug is planted.
std::int32_t keyed_by_attempt(const open_step& step) {
  const bool is_new =
      (planted(planted_bug::capture_key_per_attempt) && step.kind == step_kind::capture_payment) ||
      (planted(planted_bug::refund_key_per_attempt) && step.kind == step_kind::refund_payment) ||
      (planted(planted_bug::dispatch_key_per_attempt) && step.kind == step_kind::dispatch_shipment);
  return is_new ? 1'000 * (step.attempt - 1) : 0;
}

void request(const order_id& order, std::int32_t number, const fulfilment_state& state,
             std::vector<fulfilment_request>& out) {
  const auto* const content = content_of(state);
  const auto* const step = content ? find_open(*content, number) : nullptr;
  if (!step) return; // Closed by a later event of the same batch.
  out.push_back({order, number, step->attempt,
                 key_of(*content, keyed_as(*content, *step) + keyed_by_attempt(*step)),
                 what_to_ask(order, *step, state, *content)});
}

void request_opened(const order_id& order, const agenda& agenda, const fulfilment_state& state,
                    std::vector<fulfilment_request>& out) {
  for (const auto& opening : agenda.opens)
    request(order, opening.number, state, out);
}

// The carrier was asked a moment ago and tells by itself; later it is asked.
bool asks_only_later(const step_opening& opening) { return opening.kind == step_kind::await_delivery; }

} // namespace

void requests_of(const order_id& order, const fulfilment_event& event, const fulfilment_state& after,
                 std::vector<fulfilment_request>& out) {
  std::visit(overloaded{
                 [&](const step_retried& e) { request(order, e.number, after, out); },
                 [&](const fulfilment_resumed&) {
                   for (const auto& step : content_of(after)->open)
                     request(order, step.number, after, out);
                 },
                 [&](const auto& e) {
                   auto now = e.agenda;
                   std::erase_if(now.opens, asks_only_later);
                   request_opened(order, now, after, out);
                 },
             },
             event);
}

} // namespace docket
