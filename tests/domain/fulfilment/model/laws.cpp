#include "fulfilment/model/laws.hpp"

#include "docket/domain/fulfilment/back_off.hpp"
#include "docket/domain/overloaded.hpp"

#include "fulfilment/model/world.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <utility>

namespace docket::testing::fulfilments {

namespace {

std::string purpose(const fulfilment_request& request) {
  const auto number = [](auto what) { return std::to_string(static_cast<int>(what)); };
  return std::visit(
      overloaded{
          [](const order_command& c) { return std::string{command_name(c)}; },
          [](const stock_command& c) { return std::string{command_name(c)} + " " + target(c).str(); },
          [&](const payment_work& work) { return "payment " + number(work.what); },
          [&](const shipment_work& work) { return "shipment " + number(work.what); },
      },
      request.what);
}

bool is_ended(const fulfilment_state& state) {
  return std::holds_alternative<completed_fulfilment>(state) ||
         std::holds_alternative<compensated_fulfilment>(state);
}

// Where there is something to wait for, the clock knows; where there is not, it has ended.
void check_alarm(const fulfilment_state& state, const fulfilment_policy& policy) {
  const auto& content = *content_of(state);
  if (std::holds_alternative<parked_fulfilment>(state)) {
    RC_ASSERT(content.alarm == latest_time);
    return;
  }
  RC_ASSERT(is_ended(state) == content.open.empty());
  if (is_ended(state)) {
    RC_ASSERT(content.alarm == earliest_time);
  } else {
    RC_ASSERT(content.alarm <= *next_due(content));
    RC_ASSERT(*next_due(content) <= later(content.alarm, policy.answer_within));
  }
}

void check_open(const fulfilment_content& content) {
  for (std::size_t i = 0; i < content.open.size(); ++i) {
    if (i > 0) RC_ASSERT(content.open[i - 1].number < content.open[i].number);
    for (std::size_t j = 0; j < i; ++j)
      RC_ASSERT(content.open[i].kind != content.open[j].kind ||
                content.open[i].product != content.open[j].product);
  }
}

// A key is for one thing, and one thing has one key.
void check_key(world& w, const fulfilment_request& request) {
  const auto [known, is_new] = w.asked.try_emplace(request.key, purpose(request));
  RC_ASSERT(known->second == purpose(request));
  if (!is_new) return;
  const auto same = std::ranges::count_if(w.asked, [&](const auto& a) { return a.second == known->second; });
  RC_ASSERT(same == 1);
}

template <class Event>
bool has(const world& w) {
  return std::ranges::any_of(w.diary, [](const world::page& p) {
    return std::ranges::any_of(p.events, [](const auto& e) { return std::holds_alternative<Event>(e); });
  });
}

std::int64_t net(const world& w) { return w.provider.taken - w.provider.given_back; }

bool nothing_is_kept(const world& w) {
  return std::ranges::all_of(w.stocks(), [](const auto& s) {
    const auto* known = std::get_if<known_stock>(&s.second);
    return !known || known->reservations.empty();
  });
}

std::int64_t shipped(const world& w, const product_id& product) {
  const auto* known = std::get_if<known_stock>(&w.stocks().at(product));
  return known ? known->shipped : 0;
}

void check_completed(const world& w) {
  RC_ASSERT(std::holds_alternative<delivered_order>(w.order()));
  RC_ASSERT(net(w) == total.minor_units);
  RC_ASSERT(captured_less_refunded(w.payment()) == total);
  RC_ASSERT(w.carrier.delivered());
  RC_ASSERT(nothing_is_kept(w));
  RC_ASSERT(shipped(w, widget) == 2);
  RC_ASSERT(shipped(w, gadget) == 1);
  RC_ASSERT(!has<compensation_started>(w));
  RC_ASSERT(!has<fulfilment_abandoned>(w));
}

// Given up by people after the goods had gone: the customer keeps them, and we the money.
void check_let_go(const world& w, const compensated_fulfilment& end) {
  RC_ASSERT(end.abandoned);
  RC_ASSERT(net(w) == total.minor_units);
  RC_ASSERT(nothing_is_kept(w));
}

void check_compensated(const world& w, const compensated_fulfilment& end) {
  RC_ASSERT(!has<fulfilment_completed>(w));
  if (!end.given_up.empty()) return; // What people gave up may be anything.
  const auto* cancelled = std::get_if<cancelled_order>(&w.order());
  if (!cancelled) return check_let_go(w, end);
  RC_ASSERT(net(w) == 0);
  RC_ASSERT(captured_less_refunded(w.payment()) == amount{0});
  RC_ASSERT(cancelled->refund_due == amount{0});
  RC_ASSERT(nothing_is_kept(w));
  RC_ASSERT((shipped(w, widget) > 0) == w.carrier.delivered());
}

} // namespace

void check_laws(world& w, const reaction& made_of_it) {
  const auto& page = w.diary.back();
  RC_ASSERT(!made_of_it.events.empty());
  auto state = page.before;
  for (const auto& event : made_of_it.events)
    state = evolve(std::move(state), event, page.at);
  RC_ASSERT((state == made_of_it.after));
  check_alarm(state, w.policy);
  check_open(*content_of(state));
  for (const auto& request : made_of_it.requests)
    check_key(w, request);
}

void check_end(const world& w) {
  RC_ASSERT(w.provider.captures <= 1);
  RC_ASSERT(w.provider.given_back <= w.provider.taken);
  if (std::holds_alternative<completed_fulfilment>(w.process())) return check_completed(w);
  check_compensated(w, std::get<compensated_fulfilment>(w.process()));
}

void check_replay(const world& w) {
  fulfilment_state state;
  for (const auto& page : w.diary) {
    RC_ASSERT((state == page.before));
    const auto again = decide(state, page.told, page.at, w.policy);
    RC_ASSERT(again);
    RC_ASSERT((*again == page.events));
    for (const auto& event : page.events)
      state = evolve(std::move(state), event, page.at);
  }
  RC_ASSERT((state == w.process()));
}

} // namespace docket::testing::fulfilments
