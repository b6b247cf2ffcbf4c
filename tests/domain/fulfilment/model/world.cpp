#include "fulfilment/model/world.hpp"

#include "docket/domain/overloaded.hpp"

#include "fulfilment/model/laws.hpp"

#include <algorithm>
#include <utility>

namespace docket::testing::fulfilments {

using kind = world::message::kind;

world::world(fulfilment_flow flow, std::int64_t gadgets) : flow_(flow) {
  using namespace docket::literals;
  const create_order command{
      .order = order_1,
      .customer = customer_id{"cust-1"},
      .currency = usd,
      .items = {{widget, {}, quantity{2}, 29.99_money}, {gadget, {}, quantity{1}, 49.99_money}},
      .place = true};
  ask<docket::order>(order_, command).value();
  ask<stock>(stocks_[widget], receive_stock{widget, quantity{5}}).value();
  if (gadgets > 0) ask<stock>(stocks_[gadget], receive_stock{gadget, quantity{gadgets}}).value();
  stocks_.try_emplace(gadget);
  under_way.clear();
  told_by_log_.clear();
}

bool world::has_ended() const {
  return std::holds_alternative<completed_fulfilment>(process_) ||
         std::holds_alternative<compensated_fulfilment>(process_);
}

// The fulfilment.

void world::tell(const fulfilment_command& told) {
  const auto before = process_;
  const auto reaction = react(order_1, process_, told, now, policy);
  if (!reaction) {
    seen.insert(std::string{reaction.error().rule});
    return;
  }
  process_ = reaction->after;
  diary.push_back({told, now, before, reaction->events});
  seen.insert(std::string{phase_name(process_)});
  check_laws(*this, *reaction);
  for (const auto& request : reaction->requests)
    send(request);
}

void world::send(const fulfilment_request& request) {
  const auto* const of_a_stock = std::get_if<stock_command>(&request.what);
  under_way.push_back({kind::request, [request](world& w) { w.carry_out(request); },
                       of_a_stock ? target(*of_a_stock) : product_id{}});
}

void world::send_news(fulfilment_command told) {
  told_by_log_.push_back(told);
  send(kind::news, [told = std::move(told)](world& w) { w.tell(told); });
}

void world::answer(const fulfilment_command& told) {
  send(kind::answer, [told](world& w) { w.tell(told); });
}

// What happens in the world.

void world::cancel_by_customer() {
  if (const auto done = ask<docket::order>(order_, cancel_order{order_1, "changed my mind"}); !done)
    seen.insert("customer: " + std::string{done.error().rule});
}

void world::parcel_travels() {
  const auto news = carrier.travel();
  if (!news) return;
  const fulfilment_request from_carrier{order_1, 0, 0, {}, {}}; // Nobody waits for what it says by itself.
  send(kind::answer, [from_carrier, said = *news](world& w) { w.take(from_carrier, said); });
}

void world::deliver(std::size_t which) {
  auto first = under_way.begin() + static_cast<std::ptrdiff_t>(which);
  if (!first->in_turn_for.empty())
    first = std::ranges::find(under_way, first->in_turn_for, &message::in_turn_for);
  const auto arrives = std::move(*first);
  under_way.erase(first);
  arrives.arrive(*this);
}

void world::duplicate(std::size_t which) {
  const auto again = under_way.at(which);
  if (again.in_turn_for.empty()) under_way.push_back(again);
}

void world::restock() { (void)ask<stock>(stocks_.at(gadget), receive_stock{gadget, quantity{1}}); }

void world::lose(std::size_t which) {
  if (under_way.at(which).what == kind::news && !forgets_news) return;
  under_way.erase(under_way.begin() + static_cast<std::ptrdiff_t>(which));
}

void world::fail(std::size_t which) {
  const auto& open = content_of(process_)->open;
  if (open.empty()) return;
  const auto& step = open.at(which % open.size());
  tell(note_attempt_failed{order_1, step.number, step.attempt, "out of order"});
}

void world::ring() {
  const auto alarm = content_of(process_)->alarm;
  if (alarm == earliest_time || alarm == latest_time) return;
  now = std::max(now, alarm);
  tell(wake_fulfilment{order_1});
  // The alarm may be early; then the clock comes back when something is due.
  if (const auto next = next_due(*content_of(process_)); next && content_of(process_)->alarm == alarm) {
    now = std::max(now, *next);
    tell(wake_fulfilment{order_1});
  }
}

void world::crash() {
  std::erase_if(under_way, [](const message& m) { return m.what != kind::news; });
  if (!forgets_news)
    for (const auto& told : told_by_log_)
      send(kind::news, [told](world& w) { w.tell(told); });
  tell(wake_fulfilment{order_1, true});
}

// Carrying out what the fulfilment asks for, as its desk does.

void world::carry_out(const fulfilment_request& request) {
  std::visit([&](const auto& what) { carry_out(request, what); }, request.what);
}

void world::carry_out(const fulfilment_request& request, const order_command& command) {
  step<docket::order>(request, order_, command);
}

void world::carry_out(const fulfilment_request& request, const stock_command& command) {
  step<stock>(request, stocks_.at(target(command)), command);
}

void world::carry_out(const fulfilment_request& request, const payment_work& work) {
  (void)ask<docket::payment>(payment_, work.opening);
  const auto said = provider.take(work.what, request.key.str(), work.opening.total.minor_units);
  const bool owns_up = provider.took_money_after_a_void(); // A provider that does so keeps saying it.
  send(owns_up ? kind::news : kind::answer, [request, work, said](world& w) { w.take(request, work, said); });
}

void world::carry_out(const fulfilment_request& request, const shipment_work& work) {
  (void)ask<shipment>(shipment_, work.opening);
  const auto all =
      work.what == shipment_work::operation::dispatch ? carrier.dispatch() : std::vector{carrier.recall()};
  for (const auto said : all)
    send(kind::answer, [request, said](world& w) { w.take(request, said); });
}

// Writing down what the outside said.

void world::take(const fulfilment_request& request, const payment_work& work, provider::answer said) {
  using enum payment_work::operation;
  const auto& id = work.opening.payment;
  const auto fact = [&]() -> payment_command {
    if (said == provider::answer::captured) return capture_payment{id, "ref"};
    if (said == provider::answer::declined) return decline_payment{id, "no funds"};
    switch (work.what) {
    case authorise: return authorise_payment{id, "ref"};
    case capture: return capture_payment{id, "ref"};
    case void_payment: return docket::void_payment{id, "not needed"};
    case refund: break;
    }
    return refund_payment{id, refund_id{request.key.view()}, work.opening.total, "ref"};
  };
  record<docket::payment>(request, payment_, fact());
}

void world::take(const fulfilment_request& request, carrier::answer said) {
  const shipment_id id{order_1.view()};
  const bool known = std::holds_alternative<dispatched_shipment>(shipment_) ||
                     std::holds_alternative<delivered_shipment>(shipment_);
  if (known &&
      said == carrier::answer::dispatched) // The desk tells it again: only the answer names the parcel.
    return answer(note_shipment{order_1, note_shipment::fact::dispatched, a_parcel});
  const auto fact = [&]() -> shipment_command {
    switch (said) {
    case carrier::answer::dispatched:
      return dispatch_shipment{id, a_parcel.carrier, a_parcel.tracking_number};
    case carrier::answer::delivered: return deliver_shipment{id};
    case carrier::answer::refused: return fail_shipment{id, "not carried"};
    case carrier::answer::recalled: break;
    }
    return fail_shipment{id, "recalled"};
  };
  record<shipment>(request, shipment_, fact());
}

// The aggregates.

template <class Aggregate>
expected<std::vector<typename Aggregate::event>, rejection>
world::ask(typename Aggregate::state& state, const typename Aggregate::command& command) {
  auto events = decide(state, command, now, typename Aggregate::limits{});
  if (!events) return events;
  for (const auto& event : *events) {
    state = evolve(std::move(state), event, now);
    note(event);
  }
  return events;
}

template <class Aggregate>
void world::step(const fulfilment_request& request, typename Aggregate::state& state,
                 const typename Aggregate::command& command) {
  if (!took_effect_.contains(request.key)) {
    if (const auto done = ask<Aggregate>(state, command); !done)
      return answer(note_step_refused{order_1, request.number, done.error().rule, done.error().message});
    took_effect_.insert(request.key);
  }
  answer(note_step_done{order_1, request.number});
}

template <class Aggregate>
void world::record(const fulfilment_request& request, typename Aggregate::state& state,
                   const typename Aggregate::command& fact) {
  if (const auto done = ask<Aggregate>(state, fact); !done)
    answer(note_step_refused{order_1, request.number, done.error().rule, done.error().message});
}

// What the log says of it.

void world::note(const order_event& event) {
  if (const auto* cancelled = std::get_if<order_cancelled>(&event))
    send_news(note_order_cancelled{order_1, cancelled->reason});
}

void world::note(const payment_event& event) {
  using fact = note_payment::fact;
  std::visit(overloaded{
                 [](const payment_requested&) {},
                 [&](const payment_authorised&) {
                   send_news(note_payment{order_1, fact::authorised});
                 },
                 [&](const payment_captured&) {
                   send_news(note_payment{order_1, fact::captured});
                 },
                 [&](const payment_declined& e) {
                   send_news(note_payment{order_1, fact::declined, e.reason});
                 },
                 [&](const payment_voided& e) {
                   send_news(note_payment{order_1, fact::voided, e.reason});
                 },
                 [&](const payment_refunded& e) {
                   send_news(note_payment{order_1, fact::refunded, {}, e.refunded});
                 },
             },
             event);
}

void world::note(const shipment_event& event) {
  using fact = note_shipment::fact;
  std::visit(overloaded{
                 [](const shipment_requested&) {},
                 [&](const shipment_dispatched& e) {
                   send_news(note_shipment{order_1, fact::dispatched, {e.carrier, e.tracking_number, {}}});
                 },
                 [&](const shipment_delivered&) {
                   send_news(note_shipment{order_1, fact::delivered});
                 },
                 [&](const shipment_failed& e) {
                   send_news(note_shipment{order_1, fact::failed, {}, e.reason});
                 },
             },
             event);
}

} // namespace docket::testing::fulfilments
