#pragma once

#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/domain/stock/stock.hpp"

#include "fulfilment/model/carrier.hpp"
#include "fulfilment/model/provider.hpp"
#include "fulfilment/samples.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace docket::testing::fulfilments {

// Everything that a fulfilment talks to, with nothing of actors, gateways or disks: an order, its stocks, its
// payment and its shipment as they are, a provider and a carrier, and between them messages that arrive in
// any order, twice, late, or, where a crash or a network could lose them, never. Only what one stock is asked
// arrives in the order in which it was asked and once each time, as it does between actors.
class world {
public:
  struct message {
    enum class kind { request, answer, news };
    kind what{};
    std::function<void(world&)> arrive;
    product_id in_turn_for{}; // Of a request to this product's stock; else empty.
  };
  // What the fulfilment was told, and what it made of it.
  struct page {
    fulfilment_command told;
    timestamp at;
    fulfilment_state before;
    std::vector<fulfilment_event> events;
  };

  explicit world(fulfilment_flow flow, std::int64_t gadgets);

  docket::testing::fulfilments::provider provider;
  docket::testing::fulfilments::carrier carrier;
  bool forgets_news = false; // What the log says may never reach the fulfilment.
  fulfilment_policy policy;
  timestamp now = placed_at;
  std::vector<message> under_way;
  std::vector<page> diary;
  std::map<command_id, std::string> asked; // By key: what for.
  std::set<std::string> seen;              // Phases and refusals: what a property has put to the test.

  void place() { tell(beginning(flow_)); }
  void cancel_by_customer();
  void abandon() { tell(abandon_fulfilment{order_1, "enough"}); }
  void retry() { tell(retry_fulfilment{order_1}); }
  void parcel_travels();
  // What is under way at this place arrives, or is lost; news stand in the log and are not, unless this world
  // forgets.
  void deliver(std::size_t which);
  void lose(std::size_t which);
  void duplicate(std::size_t which);
  // Somebody else brings a gadget: what was refused for want of it may now succeed.
  void restock();
  // At the time of its alarm the clock rings.
  void ring();
  // The process dies and comes back: requests and answers are gone, what is in the log is told again.
  void crash();
  // Whoever was asked for one of the open steps says that it did not work this time.
  void fail(std::size_t which);

  [[nodiscard]] const fulfilment_state& process() const { return process_; }
  [[nodiscard]] bool has_ended() const;
  [[nodiscard]] const order_state& order() const { return order_; }
  [[nodiscard]] const payment_state& payment() const { return payment_; }
  [[nodiscard]] const std::map<product_id, stock_state>& stocks() const { return stocks_; }

private:
  void tell(const fulfilment_command& told);
  void send(message::kind what, std::function<void(world&)> arrive) {
    under_way.push_back({what, std::move(arrive)});
  }
  void send(const fulfilment_request& request);
  void send_news(fulfilment_command told);
  void answer(const fulfilment_command& told);

  void carry_out(const fulfilment_request& request);
  void carry_out(const fulfilment_request& request, const order_command& command);
  void carry_out(const fulfilment_request& request, const stock_command& command);
  void carry_out(const fulfilment_request& request, const payment_work& work);
  void carry_out(const fulfilment_request& request, const shipment_work& work);
  void take(const fulfilment_request& request, const payment_work& work, provider::answer said);
  void take(const fulfilment_request& request, carrier::answer said);

  template <class Aggregate>
  expected<std::vector<typename Aggregate::event>, rejection> ask(typename Aggregate::state& state,
                                                                  const typename Aggregate::command& command);
  template <class Aggregate>
  void step(const fulfilment_request& request, typename Aggregate::state& state,
            const typename Aggregate::command& command);
  template <class Aggregate>
  void record(const fulfilment_request& request, typename Aggregate::state& state,
              const typename Aggregate::command& fact);

  void note(const order_event& event);
  void note(const stock_event&) {}
  void note(const payment_event& event);
  void note(const shipment_event& event);

  fulfilment_flow flow_;
  fulfilment_state process_;
  order_state order_;
  payment_state payment_;
  shipment_state shipment_;
  std::map<product_id, stock_state> stocks_;
  std::set<command_id> took_effect_;            // Of orders and stocks.
  std::vector<fulfilment_command> told_by_log_; // All news so far.
};

} // namespace docket::testing::fulfilments
