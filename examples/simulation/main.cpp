// Your own payment gateway and subscriber, against crashes at any moment and in any order of events.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#include <docket/engine.hpp>
#include <docket/simulation/gateways/simulated_carrier_gateway.hpp>
#include <docket/simulation/machine/simulated_machine.hpp>
#include <docket/simulation/store/simulated_log.hpp>
#include <map>
#include <set>
using namespace docket;
using namespace std::chrono_literals;

// A bank that answers after a while, and loses every third call. Asked again with a key that it knows it
// takes no more money: forget that, and the test names a seed that finds it.
struct our_bank : payment_gateway {
  explicit our_bank(std::shared_ptr<delayed_calls> c) : calls(std::move(c)) {}
  void authorise(const payment_call&, callback done) override { answer(std::move(done)); }
  void void_payment(const payment_call&, callback done) override { answer(std::move(done)); }
  void refund(const payment_call&, callback done) override { answer(std::move(done)); }
  void capture(const payment_call& call, callback done) override {
    if (keys.insert(call.key).second) ++charged[std::string{call.order.view()}];
    answer(std::move(done));
  }
  void answer(callback done) {
    if (++asked % 3 != 0) calls->after(30ms, [done] { done({payment_answer::kind::done, "bank-1", {}}); });
  }
  std::shared_ptr<delayed_calls> calls;
  std::set<text> keys;
  std::map<std::string, int> charged;
  int asked = 0;
};

TEST_CASE("whatever crashes when, each order is charged once, and our books know it") {
  const auto seed = GENERATE(range(1, 201));
  INFO("seed " << seed);
  simulation world{{.seed = static_cast<std::uint64_t>(seed)}};
  const auto bank = std::make_shared<our_bank>(world.calls());
  config settings;
  settings.fulfilment.mode = fulfilment_mode::pay_first;
  settings.payments = bank;
  settings.carrier = std::make_shared<simulated_carrier_gateway>(
      simulated_gateway_options{}, std::make_shared<gateway_ledger>(), world.calls());
  simulated_log disk;
  simulated_machine shop{world, settings, disk};
  auto& opened = shop.start();
  REQUIRE(world.await(opened.execute(receive_stock{product_id{"book"}, quantity{9}})));
  for (const auto* order : {"o1", "o2", "o3"})
    REQUIRE(world.await(opened.execute(create_order{order_id{order},
                                                    customer_id{"ann"},
                                                    currency{"EUR"},
                                                    {},
                                                    {},
                                                    {{product_id{"book"}, {}, quantity{1}, 9.90_money}},
                                                    true,
                                                    {}})));
  world.run_for(std::chrono::milliseconds{world.random_for("crash").below(200)});
  shop.crash();

  std::map<std::string, int> books; // What a subscriber of yours has counted.
  const auto subscription = shop.start().subscribe(from_position{0}, [&](const event_view& event) {
    if (event.type == "PaymentCaptured") ++books[std::string{event.stream_id}];
  });
  CHECK(world.run_until([&] { return books.size() == 3; }, 10min));
  CHECK(bank->charged == std::map<std::string, int>{{"o1", 1}, {"o2", 1}, {"o3", 1}});
  CHECK(books == bank->charged);
}
