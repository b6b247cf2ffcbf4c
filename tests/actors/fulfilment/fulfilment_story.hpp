#pragma once

#include "scripted_gateways.hpp"
#include "watched_log.hpp"

#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/codec/payment_codec.hpp"
#include "docket/persistence/codec/stock_codec.hpp"
#include "docket/persistence/hydration/hydration.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace docket::shop {

// A shop whose orders are carried out by the engine, against a provider and a carrier that do as the test
// says. Its clock runs while the story waits, so that back-off and time limits take no time of the test's.
class story {
public:
  explicit story(fulfilment_mode mode = fulfilment_mode::pay_first) : mode_(mode) {
    policy.tracking_every = std::chrono::seconds{2}; // Who was told before a crash asks soon after it.
    start();
  }

  std::shared_ptr<scripted_provider> provider = std::make_shared<scripted_provider>();
  std::shared_ptr<scripted_carrier> carrier = std::make_shared<scripted_carrier>();
  commit_watch watch;
  fulfilment_policy policy{};
  unknown_product_policy unknown_products = unknown_product_policy::refuse;

  void start() {
    auto settings = on(log_);
    settings.open_store = [this](const config&) { return std::make_unique<watched_log>(log_, watch); };
    settings.fulfilment.mode = mode_;
    settings.fulfilment.policy = policy;
    settings.fulfilment.look_every = std::chrono::milliseconds{1};
    settings.stock.unknown_products = unknown_products;
    settings.payments = provider;
    settings.carrier = carrier;
    settings.clock = [this] { return timestamp{now_.load()}; };
    engine_ = std::make_unique<engine>(settings);
  }
  void stop() { engine_.reset(); }
  void restart() {
    stop();
    watch.dead = false;
    watch.dies = commit_watch::moment::never;
    start();
  }

  // For stories that wait for a payment's tenth attempt. The clock runs so fast that on a busy machine half
  // an hour, after which a payment is given up, would pass before.
  void have_patience_with_payments() {
    policy.payment_within = std::chrono::hours{24};
    restart();
  }

  [[nodiscard]] engine& shop() { return *engine_; }

  void receive(std::string_view product, std::int64_t pieces) {
    engine_->execute(stock_command{receive_stock{product_id{product}, quantity{pieces}}}).get().value();
  }
  void fill_the_shelves() {
    receive("widget", 10);
    receive("gadget", 10);
  }
  void place(std::string_view order) { engine_->execute(new_order(order, true)).get().value(); }
  command_result cancel(std::string_view order) {
    return engine_->execute(cancel_order{order_id{order}, "changed my mind"}).get();
  }

  void pass(std::chrono::milliseconds time) { now_ += time.count() * 1'000; }

  // Lets time pass until the fulfilment is in this phase.
  void until(std::string_view order, std::string_view phase) {
    until(
        order, [&](const fulfilment_state& now) { return phase_name(now) == phase; }, phase);
  }
  // The same until its order is in this phase.
  void until_order_is(std::string_view order, std::string_view phase) {
    until(
        order, [&](const fulfilment_state&) { return order_phase(order) == phase; }, phase);
  }
  // The same until it has ended, well or not. The process may die meanwhile; it is then started again.
  void until_the_end(std::string_view order) {
    const auto ended = [&](const fulfilment_state& now) {
      if (watch.dead) restart();
      return std::holds_alternative<completed_fulfilment>(now) ||
             std::holds_alternative<compensated_fulfilment>(now);
    };
    until(order, ended, "at an end");
  }

  [[nodiscard]] fulfilment_state state(std::string_view order) { return read<fulfilment>(order); }
  [[nodiscard]] payment_state payment(std::string_view order) { return read<docket::payment>(order); }
  [[nodiscard]] known_stock stock(std::string_view product) {
    return std::get<known_stock>(read<docket::stock>(product));
  }
  [[nodiscard]] order_state order(std::string_view order) {
    return engine_->order(order).now().value().state;
  }
  [[nodiscard]] std::string order_phase(std::string_view id) { return std::string{phase_name(order(id))}; }

private:
  template <class Ended>
  void until(std::string_view order, Ended ended, std::string_view what) {
    for (int patience = 0; patience < 200'000; ++patience) {
      if (ended(state(order))) return;
      std::this_thread::sleep_for(std::chrono::microseconds{200});
      pass(std::chrono::milliseconds{100});
    }
    throw std::runtime_error{std::string{order} + " is " + std::string{phase_name(state(order))} +
                             ", and not " + std::string{what}};
  }

  template <class Aggregate>
  typename Aggregate::state read(std::string_view id) {
    const auto reader = log_->open_reader();
    return hydrate<Aggregate>(*reader, id, {}).state;
  }

  fulfilment_mode mode_;
  std::atomic<std::int64_t> now_{at("2026-03-01T10:00:00Z").microseconds};
  std::shared_ptr<event_store> log_ = make_memory_store();
  std::unique_ptr<engine> engine_;
};

} // namespace docket::shop
