#include "docket/app/demo/accounts.hpp"

#include "docket/domain/overloaded.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <cstddef>
#include <utility>

namespace docket::app {
namespace {

constexpr std::size_t page_events = 10'000;

using course = order_account::course;

template <class Aggregate>
typename Aggregate::event decoded(const event_view& seen) {
  auto event = codec<Aggregate>::decode(seen.type, seen.schema, seen.data);
  if (!event) throw undecodable(seen, event.error());
  return std::move(*event);
}

template <class Aggregate>
void apply(typename Aggregate::state& state, const event_view& seen) {
  state = evolve(std::move(state), decoded<Aggregate>(seen), seen.occurred_at);
}

void end(order_account& account, course how, timestamp at) {
  account.fulfilment = how;
  account.ended_at = at;
}

void note(order_account& account, const fulfilment_event& event, timestamp at) {
  std::visit(overloaded{
                 [&](const fulfilment_started&) {
                   account.fulfilment = course::under_way;
                   account.begun_at = at;
                 },
                 [&](const compensation_started& e) { account.reason = e.reason; },
                 [&](const attempt_failed&) { ++account.failed_attempts; },
                 [&](const step_retried& e) { account.repeated_asks += e.cause == "no_answer" ? 1 : 0; },
                 [&](const fulfilment_parked&) { end(account, course::parked, at); },
                 [&](const fulfilment_resumed&) { account.fulfilment = course::under_way; },
                 [&](const fulfilment_completed&) { end(account, course::completed, at); },
                 [&](const fulfilment_compensated&) { end(account, course::compensated, at); },
                 [](const step_succeeded&) {},
                 [](const step_refused&) {},
                 [](const fulfilment_abandoned&) {},
             },
             event);
}

template <class Value>
Value& entry_of(std::map<std::string, Value, std::less<>>& in, std::string_view id) {
  const auto found = in.find(id);
  return found != in.end() ? found->second : in[std::string{id}];
}

void add(shop_accounts& to, const event_view& seen) {
  if (seen.stream_type == stock::stream_type) return apply<stock>(entry_of(to.stocks, seen.stream_id), seen);
  auto& account = entry_of(to.orders, seen.stream_id);
  if (seen.stream_type == order::stream_type) return apply<order>(account.order, seen);
  if (seen.stream_type == payment::stream_type) return apply<payment>(account.payment, seen);
  if (seen.stream_type == shipment::stream_type) return apply<shipment>(account.shipment, seen);
  note(account, decoded<fulfilment>(seen), seen.occurred_at);
}

} // namespace

shop_accounts read_accounts(log_reader& log) {
  shop_accounts result;
  const auto take = [&result](const event_view& seen) {
    add(result, seen);
    return true;
  };
  for (position from{1};;) {
    const auto last = log.read_log(from, {}, page_events, take);
    if (value(last) < value(from)) return result;
    from = position{value(last) + 1};
  }
}

} // namespace docket::app
