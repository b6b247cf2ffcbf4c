#include "docket/actors/engine.hpp"
#include "shop.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <thread>

using namespace docket;
using namespace docket::shop;

TEST_CASE("a receipt says where the events are") {
  engine docket{in_memory()};
  const auto first = docket.execute(new_order("order-001")).get();
  REQUIRE(first);
  CHECK(first->version == version{3});
  CHECK(first->first == position{1});
  CHECK(first->last == position{3});
  CHECK(first->events == 3);

  const auto second = docket.execute(place_order{order_id{"order-001"}}).get();
  REQUIRE(second);
  CHECK(second->version == version{4});
  CHECK(second->last == position{4});
}

TEST_CASE("commands for one order take effect in the order in which they were sent") {
  engine docket{in_memory()};
  std::vector<std::future<command_result>> answers;
  answers.push_back(docket.execute(new_order("hot")));
  for (int pieces = 1; pieces <= 2'000; ++pieces)
    answers.push_back(docket.execute(widgets("hot", pieces + 2)));

  std::uint32_t version_before = 0;
  for (auto& answer : answers) {
    const auto result = answer.get();
    REQUIRE(result);
    CHECK(value(result->version) > version_before);
    CHECK(value(result->last) == value(result->version)); // The only stream of this log.
    version_before = value(result->version);
  }
  const auto order = docket.order("hot").now();
  CHECK(order->version == version{2'003});
  CHECK(content_of(order->state)->lines[0].pieces == quantity{2'002});
  CHECK(docket.metrics().commits < 2'000); // Waiting commands are decided together.
}

TEST_CASE("a repeat is answered as the first time, whenever it comes") {
  const std::shared_ptr<event_store> log = make_memory_store();
  auto docket = std::make_unique<engine>(on(log));
  const auto first = docket->execute(new_order("order-001"), as_command("c-1")).get();
  REQUIRE(first);
  REQUIRE(outcome(docket->execute(place_order{order_id{"order-001"}}, as_command("c-2"))) == "accepted");

  SECTION("at once") {}
  SECTION("after a restart") {
    docket.reset();
    docket = std::make_unique<engine>(on(log));
  }

  const auto again = docket->execute(new_order("order-001"), as_command("c-1")).get();
  REQUIRE(again);
  CHECK(again->repeated);
  CHECK(again->version == first->version);
  CHECK(again->first == first->first);
  CHECK(again->last == first->last);
  CHECK(again->events == first->events);
  CHECK(docket->order("order-001").now()->version == version{4});
}

TEST_CASE("a repeat that overtakes the first answer gets the same answer") {
  engine docket{in_memory()};
  REQUIRE(outcome(docket.execute(new_order("order-001"))) == "accepted");
  std::vector<std::future<command_result>> answers;
  for (int n = 0; n < 100; ++n)
    answers.push_back(docket.execute(widgets("order-001", 7), as_command("c-1")));

  int repeated = 0;
  for (auto& answer : answers) {
    const auto result = answer.get();
    REQUIRE(result);
    CHECK(result->version == version{4});
    CHECK(result->last == position{4});
    repeated += result->repeated ? 1 : 0;
  }
  CHECK(repeated == 99);
}

TEST_CASE("a command id that comes back with another payload is refused by name") {
  engine docket{in_memory()};
  REQUIRE(outcome(docket.execute(new_order("order-001"), as_command("c-1"))) == "accepted");
  CHECK(outcome(docket.execute(widgets("order-001", 5), as_command("c-1"))) == "command_id_reused");
  CHECK(outcome(docket.execute(new_order("order-001", true), as_command("c-1"))) == "command_id_reused");
}

TEST_CASE("a refused command may be sent again under its id, and is decided anew") {
  engine docket{in_memory()};
  CHECK(outcome(docket.execute(place_order{order_id{"order-001"}}, as_command("c-1"))) == "order_not_found");
  REQUIRE(outcome(docket.execute(new_order("order-001"))) == "accepted");
  CHECK(outcome(docket.execute(place_order{order_id{"order-001"}}, as_command("c-1"))) == "accepted");
}

TEST_CASE("an order that exists is not created again, also by an engine that has not seen it") {
  const std::shared_ptr<event_store> log = make_memory_store();
  { REQUIRE(outcome(engine{on(log)}.execute(new_order("order-001"))) == "accepted"); }
  engine docket{on(log)};
  CHECK(outcome(docket.execute(new_order("order-001"))) == "order_already_exists");

  auto without_items = new_order("order-001", true);
  without_items.items.clear(); // Refused by its content too; the rule about the state comes first.
  engine another{on(log)};
  CHECK(outcome(another.execute(without_items)) == "order_already_exists");
}

TEST_CASE("a stream that changed behind the engine's back is read again and the command decided on it") {
  const std::shared_ptr<event_store> log = make_memory_store();
  engine one{on(log)};
  engine two{on(log)};
  REQUIRE(outcome(one.execute(new_order("order-001"))) == "accepted");
  REQUIRE(outcome(two.execute(place_order{order_id{"order-001"}})) == "accepted");

  CHECK(outcome(one.execute(widgets("order-001", 9))) == "order_already_placed");
  CHECK(outcome(one.execute(payment("order-001", 109.97_money))) == "accepted");
  CHECK(one.metrics().conflicts >= 1);
}

TEST_CASE("a stated time before the last event's is refused; a clock that jumps back refuses nobody") {
  auto settings = in_memory();
  auto now = std::make_shared<timestamp>(at("2026-03-01T12:00:00Z"));
  settings.clock = [now] { return *now; };
  engine docket{settings};
  REQUIRE(outcome(docket.execute(new_order("order-001"))) == "accepted");

  command_options earlier;
  earlier.occurred_at = at("2026-03-01T11:59:59Z");
  CHECK(outcome(docket.execute(widgets("order-001", 3), earlier)) == "occurs_before_last_event");

  *now = at("2026-03-01T11:00:00Z");
  CHECK(outcome(docket.execute(widgets("order-001", 4))) == "accepted");
  CHECK(docket.order("order-001").history().back().recorded.occurred_at == at("2026-03-01T12:00:00Z"));
}

TEST_CASE("resting aggregates lose no command and no memory of their commands") {
  auto settings = in_memory();
  settings.aggregates.live_max = 4;
  settings.aggregates.shards = 2;
  engine docket{settings};
  constexpr int orders = 100;
  std::vector<std::future<command_result>> answers;
  const auto id = [](int n) { return "order-" + std::to_string(n); };
  for (int n = 0; n < orders; ++n)
    answers.push_back(docket.execute(new_order(id(n)), as_command("create")));
  for (int pieces = 3; pieces < 10; ++pieces)
    for (int n = 0; n < orders; ++n)
      answers.push_back(docket.execute(widgets(id(n), pieces), as_command("set-" + std::to_string(pieces))));
  for (auto& answer : answers)
    CHECK(outcome(std::move(answer)) == "accepted");

  for (int n = 0; n < orders; ++n) {
    CHECK(docket.order(id(n)).now()->version == version{10});
    CHECK(outcome(docket.execute(widgets(id(n), 5), as_command("set-5"))) == "repeated");
  }
  const auto metrics = docket.metrics();
  CHECK(metrics.passivations > 0);
  CHECK(metrics.hydrations > 0);
}

TEST_CASE("hydration from a snapshot and its tail equals a full replay") {
  const std::shared_ptr<event_store> log = make_memory_store();
  auto settings = on(log);
  settings.aggregates.snapshot_every = 10;
  {
    engine docket{settings};
    REQUIRE(outcome(docket.execute(new_order("order-001"), as_command("create"))) == "accepted");
    for (int pieces = 3; pieces < 60; ++pieces)
      REQUIRE(outcome(docket.execute(widgets("order-001", pieces),
                                     as_command("c-" + std::to_string(pieces)))) == "accepted");
  }
  const auto reader = log->open_reader();
  const auto key = reader->find_stream("order", "order-001");
  REQUIRE(key);
  REQUIRE(reader->load_snapshot(*key));

  engine docket{settings};
  CHECK(outcome(docket.execute(widgets("order-001", 5), as_command("c-5"))) == "repeated");
  const auto placed = docket.execute(place_order{order_id{"order-001"}}).get();
  REQUIRE(placed);
  CHECK(placed->version == version{61});
  CHECK(content_of(docket.order("order-001").now()->state)->lines[0].pieces == quantity{59});
}

TEST_CASE("many engines live in one process") {
  engine one{in_memory()};
  engine two{in_memory()};
  CHECK(outcome(one.execute(new_order("order-001"))) == "accepted");
  CHECK(outcome(two.execute(new_order("order-001"))) == "accepted");
  CHECK(two.metrics().events == 3);
}

TEST_CASE("an engine may be stopped on another thread than those that made it and followed its log") {
  engine docket{in_memory()};
  const auto follower = docket.subscribe(from_position{0}, [](const event_view&) {});
  const auto outside = docket.consume("outside", {}, [](const auto&, const auto& done) { done(); });
  REQUIRE(outcome(docket.execute(new_order("order-001"))) == "accepted");
  std::thread{[&] { docket.stop(); }}.join();
  CHECK(outcome(docket.execute(new_order("order-002"))) == "stopping");
}
