#pragma once

#include "docket/domain/command_options.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/domain/payment/payment.hpp"
#include "docket/domain/shipment/shipment.hpp"
#include "docket/domain/stock/stock.hpp"
#include "docket/persistence/hydration/hydration.hpp"
#include "docket/persistence/store/memory_store.hpp"
#include "docket/simulation/audit/audit.hpp"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace docket::testing {

// A shop in which everything happens at once and nothing goes wrong by itself: commands are decided,
// committed one by one and answered, fulfilments' requests carried out in turn. What it leaves behind is
// sound.
class small_shop {
public:
  small_shop();

  // Sends a command under an id of its own, as a client does.
  template <class Aggregate>
  command_result ask(typename Aggregate::command command, std::string id = {});
  // The same command again: its answer is repeated.
  void ask_again(std::string_view stream_type, std::string_view stream_id, std::string_view id);

  void receive(std::string_view product, std::int64_t pieces);
  // Two widgets and a gadget for 109.97 USD.
  void place(std::string_view order);
  // By hand, from the payment to the delivery.
  void carry_out(std::string_view order);
  // A fulfilment begins and goes as far as it can.
  void fulfil(std::string_view order);
  // The parcel arrives.
  void arrive(std::string_view order);
  // The customer cancels, and the fulfilment hears of it.
  void cancel(std::string_view order);

  // A fulfilment is told something, and goes on as far as it can.
  void hear(const fulfilment_command& told);

  // How the world outside behaves.
  bool declines = false, carrier_is_silent = false;

  void snapshot_all();

  [[nodiscard]] log_reader& reader() { return *reader_; }
  [[nodiscard]] event_store& store() { return *store_; }
  [[nodiscard]] audited what(bool quiet = true) {
    return {.log = *reader_, .told = &told, .ledger = &ledger, .quiet = quiet, .automatic = true};
  }

  told_clients told;
  gateway_ledger ledger;

private:
  template <class Aggregate>
  command_result carry_out(typename Aggregate::command command, const command_options& options);
  template <class Aggregate>
  void snapshot_one(std::string_view id);
  void tell(const fulfilment_command& told);
  void work_off();
  void handle(const fulfilment_request& request);
  void step(const fulfilment_request& request, const command_result& answer);
  void pay(const fulfilment_request& request, const payment_work& work);
  void carry(const fulfilment_request& request, const shipment_work& work);

  std::unique_ptr<event_store> store_ = make_memory_store();
  std::unique_ptr<log_reader> reader_ = store_->open_reader();
  std::deque<fulfilment_request> waiting_;
  timestamp now_{1'772'359'200'000'000};
  std::uint64_t events_ = 0;
  int commands_ = 0;
};

} // namespace docket::testing
