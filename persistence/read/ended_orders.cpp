#include "docket/persistence/read/ended_orders.hpp"

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/domain/overloaded.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/order_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/shipment_codec.hpp"
#include "docket/persistence/read/decoded_stream.hpp"

#include <string>
#include <utility>
#include <vector>

namespace docket {
namespace {

template <class Aggregate>
typename Aggregate::state state_of(log_reader& log, std::string_view id) {
  typename Aggregate::state state;
  read_decoded<Aggregate>(log, id, now_point{},
                          [&](const event_view& seen, typename Aggregate::event&& event) {
                            state = evolve(std::move(state), event, seen.occurred_at);
                          });
  return state;
}

// Adds the stream to those that may go; false when it must stay, and what belongs to it with it.
template <class Aggregate>
bool may_go(quiet_streams& quiet, const std::string& id, std::vector<stream_key>& going) {
  const auto stream = quiet.log().find_stream(Aggregate::stream_type, id);
  if (!stream) return true;
  if (!quiet.contains(*stream) || !has_ended(state_of<Aggregate>(quiet.log(), id))) return false;
  going.push_back(*stream);
  return true;
}

} // namespace

bool has_ended(const order_state& order) noexcept {
  return std::visit(overloaded{
                        [](const no_order&) { return false; },
                        [](const pending_order&) { return false; },
                        [](const placed_order&) { return false; },
                        [](const paid_order&) { return false; },
                        [](const confirmed_order&) { return false; },
                        [](const shipped_order&) { return false; },
                        [](const delivered_order&) { return true; },
                        [](const cancelled_order& cancelled) { return cancelled.refund_due == amount{}; },
                    },
                    order);
}

bool has_ended(const payment_state& payment) noexcept {
  return !std::holds_alternative<requested_payment>(payment) &&
         !std::holds_alternative<authorised_payment>(payment);
}

bool has_ended(const shipment_state& shipment) noexcept {
  return !std::holds_alternative<requested_shipment>(shipment) &&
         !std::holds_alternative<dispatched_shipment>(shipment);
}

bool has_ended(const fulfilment_state& fulfilment) noexcept {
  return std::holds_alternative<no_fulfilment>(fulfilment) ||
         std::holds_alternative<completed_fulfilment>(fulfilment) ||
         std::holds_alternative<compensated_fulfilment>(fulfilment);
}

std::uint64_t take_ended_orders(quiet_streams& quiet, const std::function<void(stream_key)>& take) {
  std::uint64_t orders = 0;
  quiet.visit(order::stream_type, [&](stream_key, const std::string& id) {
    std::vector<stream_key> going;
    if (!may_go<order>(quiet, id, going) || !may_go<fulfilment>(quiet, id, going) ||
        !may_go<payment>(quiet, id, going) || !may_go<shipment>(quiet, id, going))
      return;
    ++orders;
    for (const auto stream : going)
      take(stream);
  });
  return orders;
}

} // namespace docket
