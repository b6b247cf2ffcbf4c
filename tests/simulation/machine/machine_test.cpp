#include "docket/simulation/machine/simulated_machine.hpp"

#include "docket/domain/order/state.hpp"
#include "docket/persistence/codec/command_line.hpp"
#include "docket/simulation/gateways/simulated_carrier_gateway.hpp"
#include "docket/simulation/gateways/simulated_payment_gateway.hpp"
#include "docket/simulation/store/simulated_log.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace docket;
using namespace std::chrono_literals;

namespace {

// A shop with automatic fulfilment in a world of one machine.
struct shop {
  explicit shop(std::uint64_t seed) : world{{.seed = seed}} {
    config settings;
    settings.fulfilment.mode = fulfilment_mode::pay_first;
    settings.payments =
        std::make_shared<simulated_payment_gateway>(simulated_gateway_options{}, ledger, world.calls());
    settings.carrier =
        std::make_shared<simulated_carrier_gateway>(simulated_gateway_options{}, ledger, world.calls());
    machine.emplace(world, settings, disk);
  }

  command_result send(const std::string& line) {
    const auto parsed = parse_command_line(line);
    REQUIRE(parsed);
    std::optional<command_result> answer;
    machine->send(parsed->command, parsed->options,
                  [&](command_result result) { answer = std::move(result); });
    REQUIRE(world.run_until([&] { return answer.has_value(); }));
    return *answer;
  }

  void order_a_book() {
    REQUIRE(send(R"({"command":"receiveStock","productId":"book","commandId":"r1","quantity":3})"));
    REQUIRE(send(R"({"command":"createOrder","orderId":"o1","commandId":"c1","customerId":"ann",)"
                 R"("currency":"EUR","items":[{"productId":"book","quantity":2,"unitPrice":"9.90"}],)"
                 R"("place":true})"));
  }

  std::string status() {
    const auto order = machine->running()->order("o1").now();
    return order ? std::string{phase_name(order->state)} : "none";
  }

  std::shared_ptr<gateway_ledger> ledger = std::make_shared<gateway_ledger>();
  simulation world;
  simulated_log disk;
  std::optional<simulated_machine> machine;
};

// Five minutes after the disk is well again.
std::string status_of_order_placed_while(std::uint64_t seed, std::chrono::seconds it_lasts,
                                         const store_faults& something_is_wrong) {
  shop here{seed};
  here.machine->start();
  here.order_a_book();
  here.disk.go_wrong(something_is_wrong);
  here.world.run_for(it_lasts);
  here.disk.go_wrong({});
  here.world.run_for(300s);
  return here.status();
}

} // namespace

TEST_CASE("a simulated engine carries an order to its customer") {
  shop here{1};
  here.machine->start();
  here.order_a_book();
  here.world.run_for(10s);
  CHECK(here.status() == "delivered");
  here.machine->stop();
}

TEST_CASE("a machine that lost its power in the middle goes on with what it had promised") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    shop here{seed};
    here.machine->start();
    here.order_a_book();
    here.world.run_for(std::chrono::milliseconds{seed});
    here.machine->crash();
    here.machine->start();
    here.world.run_for(30s);
    CHECK(here.status() == "delivered");
  }
}

TEST_CASE("the same seed is the same run") {
  const auto hash_of = [](std::uint64_t seed) {
    shop here{seed};
    here.machine->start();
    here.order_a_book();
    here.world.run_for(10s);
    return here.world.trace().hash();
  };
  CHECK(hash_of(7) == hash_of(7));
  CHECK(hash_of(7) != hash_of(8));
}

TEST_CASE("an engine that cannot start says so, and leaves nothing behind") {
  shop here{1};
  here.disk.go_wrong([](store_operation operation) { // Where fulfilments begin is written down at the start.
    return operation == store_operation::checkpoint ? store_fault::full : store_fault::none;
  });
  CHECK_THROWS_AS(here.machine->start(), store_error);
  here.disk.go_wrong({});
  here.machine->start();
  here.order_a_book();
  here.world.run_for(10s);
  CHECK(here.status() == "delivered");
}

TEST_CASE("an order that was placed while the disk was full for long is fulfilled when it is not") {
  CHECK(status_of_order_placed_while(3, 60s, [](store_operation operation) {
          return operation == store_operation::read ? store_fault::none : store_fault::full;
        }) == "delivered");
}

TEST_CASE("an order that was placed while the log could not be read is fulfilled when it can") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed)
    CHECK(status_of_order_placed_while(seed, 5s, [](store_operation operation) {
            return operation == store_operation::read ? store_fault::read_fails : store_fault::none;
          }) == "delivered");
}
