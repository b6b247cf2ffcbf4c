#include "docket/simulation/gateways/timer_thread.hpp"
#include "gateways/counter.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <optional>

using namespace docket;
using namespace docket::testing;
using namespace std::chrono_literals;

TEST_CASE("a gateway that is gone has no more effects and tells nothing") {
  const auto ledger = std::make_shared<gateway_ledger>();
  const auto time = std::make_shared<stepped_calls>();
  told answers;
  auto late = exact_latency(10);
  late.late_answers = 10'000;
  {
    simulated_payment_gateway shop{late, ledger, time};
    shop.capture(payment("told-late"), answers.listen());
    time->pass(10ms);
    shop.capture(payment("under-way"), answers.listen());
  }
  time->finish();
  CHECK(answers.said.empty());
  CHECK(effects_in(*ledger) == words{"told-late captured"});
}

TEST_CASE("a parcel whose carrier is gone does not arrive") {
  const auto ledger = std::make_shared<gateway_ledger>();
  const auto time = std::make_shared<stepped_calls>();
  told answers;
  {
    simulated_carrier_gateway yard{exact_latency(10), ledger, time};
    yard.dispatch(parcel("d"), answers.listen());
    time->pass(10ms);
  }
  time->finish();
  CHECK(answers.said == words{"dispatched"});
  CHECK(effects_in(*ledger) == words{"d dispatched"});
}

TEST_CASE("calls that are under way do not keep their time alive") {
  const auto ledger = std::make_shared<gateway_ledger>();
  auto time = std::make_shared<stepped_calls>();
  const std::weak_ptr<stepped_calls> seen = time;
  {
    simulated_payment_gateway shop{exact_latency(10), ledger, time};
    simulated_carrier_gateway yard{exact_latency(10), ledger, time};
    yard.dispatch(parcel("d"), [](const carrier_answer&) {});
    time->pass(10ms); // Now it waits for the parcel's arrival.
    shop.capture(payment("c"), [](const payment_answer&) {});
    REQUIRE(time->pending() == 2);
    time.reset();
  }
  CHECK(seen.expired());
}

TEST_CASE("whoever is told may call the gateway at once") {
  payment_counter shop{exact_latency(0)};
  told answers;
  shop.gateway.authorise(payment("a"), [&](const payment_answer& answer) {
    answers(answer);
    shop.gateway.capture(payment("c"), answers.listen());
  });
  shop.time->finish();
  CHECK(answers.said == words{"done", "done"});
}

TEST_CASE("whoever is told may let go of the gateway, its ledger and its timer") {
  auto gateway = std::make_shared<std::optional<simulated_payment_gateway>>();
  gateway->emplace(exact_latency(0), std::make_shared<gateway_ledger>(), std::make_shared<timer_thread>());
  std::promise<void> gone;
  const auto done = gone.get_future();
  (*gateway)->capture(payment("c"), [&](const payment_answer&) {
    gateway->reset();
    gone.set_value();
  });
  done.wait();
  CHECK(!gateway->has_value());
}

TEST_CASE("many threads may use one gateway on a timer's thread, and each key has one effect") {
  constexpr int threads = 4, keys = 100;
  const auto ledger = std::make_shared<gateway_ledger>();
  std::atomic<int> answered = 0;
  std::promise<void> all;
  {
    simulated_payment_gateway shop{exact_latency(0), ledger, std::make_shared<timer_thread>()};
    const auto count = [&](const payment_answer&) {
      if (++answered == threads * keys) all.set_value();
    };
    std::vector<std::future<void>> callers;
    for (int t = 0; t < threads; ++t) {
      callers.push_back(std::async(std::launch::async, [&] {
        for (int i = 0; i < keys; ++i)
          shop.capture(payment("key-" + std::to_string(i), 1, "pay-" + std::to_string(i)), count);
      }));
    }
    all.get_future().wait();
  }
  CHECK(ledger->entries().size() == keys);
}
