#pragma once

#include "docket/domain/fulfilment/fulfilment.hpp"

#include "codec/random_values.hpp"

// Fulfilments for properties.
namespace docket::random_values {

// Any value of an enum whose last one this is.
template <class Enum>
Enum up_to(Enum last) {
  return static_cast<Enum>(*rc::gen::inRange(0, static_cast<int>(last) + 1));
}

inline std::int32_t any_number() { return *rc::gen::arbitrary<std::int32_t>(); }
inline step_kind any_step() { return up_to(step_kind::record_refund); }
inline product_id any_or_no_product() { return maybe(id<product_id>()).value_or(product_id{}); }
inline parcel any_parcel() { return {*words(), *words(), maybe(any_time())}; }

inline fulfilment_item any_item() { return {*id<product_id>(), *any_quantity()}; }

inline step_opening any_opening() {
  return {any_number(), any_step(), any_or_no_product(), *any_time(), maybe(any_time())};
}

inline agenda any_agenda() { return {some(3, any_opening), maybe(any_time())}; }

inline open_step any_open_step() {
  open_step step;
  static_cast<step_opening&>(step) = any_opening();
  step.attempt = any_number();
  step.repeated = *rc::gen::arbitrary<bool>();
  step.opened_at = *any_time();
  step.problem = *words();
  return step;
}

inline fulfilment_line any_line() {
  fulfilment_line line;
  static_cast<fulfilment_item&>(line) = any_item();
  line.standing = up_to(line_standing::released);
  return line;
}

inline void fill_standings(fulfilment_content& s) {
  s.order = up_to(order_standing::cancelled);
  for (auto* flag : {&s.order_took_payment, &s.order_took_refund, &s.payment_asked})
    *flag = *rc::gen::arbitrary<bool>();
  s.payment = up_to(payment_standing::refunded);
  s.shipment = up_to(shipment_standing::failed);
  s.shipment_step = any_number();
  s.sent = any_parcel();
}

inline void fill(fulfilment_content& s, at_random) {
  s.process = *words();
  s.flow = up_to(fulfilment_flow::reserve_first);
  s.currency = *any_currency();
  s.total = *any_amount();
  s.method = *words();
  s.lines = some(3, any_line);
  fill_standings(s);
  s.open = some(3, any_open_step);
  s.steps = any_number();
  for (auto* time : {&s.started_at, &s.updated_at, &s.alarm})
    *time = *any_time();
}

inline void fill(compensating_fulfilment& s, at_random) {
  fill(static_cast<fulfilment_content&>(s), at_random{});
  s.reason = *words();
  s.abandoned = *rc::gen::arbitrary<bool>();
  s.given_up = some(3, [] { return given_up_step{any_step(), any_or_no_product()}; });
}

inline void fill(parked_fulfilment& s, at_random) {
  if (*rc::gen::arbitrary<bool>()) {
    s.before = filled<running_fulfilment>();
  } else {
    s.before = filled<compensating_fulfilment>();
  }
  s.number = any_number();
  s.problem = *words();
  s.parked_at = *any_time();
}

template <>
struct any<fulfilment> {
  static fulfilment_event event() { return *rc::gen::arbitrary<bool>() ? of_step() : of_whole(); }

  static fulfilment_state state() {
    switch (*rc::gen::inRange(0, 5)) {
    case 0: return filled<running_fulfilment>();
    case 1: return filled<compensating_fulfilment>();
    case 2: return filled<parked_fulfilment>();
    case 3: return filled<completed_fulfilment>();
    default: return filled<compensated_fulfilment>();
    }
  }

private:
  static fulfilment_event of_step() {
    const auto number = any_number();
    const auto step = any_step();
    const auto product = any_or_no_product();
    const auto follows = any_agenda();
    switch (*rc::gen::inRange(0, 5)) {
    case 0: {
      const auto sent = *rc::gen::arbitrary<bool>() ? std::optional{any_parcel()} : std::nullopt;
      return step_succeeded{number, step, product, sent, follows};
    }
    case 1: return step_refused{number, step, product, *words(), *words(), follows};
    case 2: return attempt_failed{number, step, product, any_number(), *words(), *any_time(), follows};
    case 3: return step_retried{number, step, product, any_number(), *words(), *any_time(), follows};
    default: return fulfilment_parked{number, step, product, *words(), follows};
    }
  }

  static fulfilment_event of_whole() {
    const auto follows = any_agenda();
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return fulfilment_started{*words(),        up_to(fulfilment_flow::reserve_first),
                                *any_currency(), *any_amount(),
                                *words(),        some(3, any_item),
                                follows};
    case 1: return compensation_started{*words(), some(3, any_number), follows};
    case 2: return fulfilment_resumed{*any_time(), follows};
    case 3: return fulfilment_abandoned{*words(), some(3, any_number), follows};
    case 4: return fulfilment_completed{follows};
    default: return fulfilment_compensated{follows};
    }
  }
};

} // namespace docket::random_values
