#include "docket/actors/engine.hpp"
#include "faulty_store.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace docket;
using namespace docket::shop;

TEST_CASE("a full disk refuses the command, forgets it, and takes it again when there is room") {
  const auto faults = std::make_shared<faulty_store::switches>();
  engine docket{on_faulty(make_memory_store(), faults)};
  REQUIRE(outcome(docket.execute(new_order("order-001"))) == "accepted");

  faults->commits_until_failure = 0;
  CHECK(outcome(docket.execute(place_order{order_id{"order-001"}})) == "store_unavailable");
  CHECK(phase_name(docket.order("order-001").now()->state) == "pending");

  CHECK(outcome(docket.execute(place_order{order_id{"order-001"}})) == "accepted");
  CHECK(phase_name(docket.order("order-001").now()->state) == "placed");
}

TEST_CASE("an outcome that nobody knows is told as such to everyone in the commit") {
  const auto faults = std::make_shared<faulty_store::switches>();
  faults->code = store_errc::outcome_unknown;
  engine docket{on_faulty(make_memory_store(), faults)};

  faults->commits_until_failure = 0;
  CHECK(outcome(docket.execute(new_order("order-001"))) == "outcome_unknown");
}

TEST_CASE("nothing that was decided on top of a failed append stands") {
  const auto faults = std::make_shared<faulty_store::switches>();
  faults->for_good = true;
  engine docket{on_faulty(make_memory_store(), faults)};
  REQUIRE(outcome(docket.execute(new_order("order-001"))) == "accepted");
  faults->commits_until_failure = 0;

  std::vector<std::future<command_result>> answers;
  for (int pieces = 1; pieces <= 50; ++pieces)
    answers.push_back(docket.execute(widgets("order-001", 100 + pieces)));
  answers.push_back(docket.execute(place_order{order_id{"order-001"}}));

  for (auto& answer : answers)
    CHECK(outcome(std::move(answer)) == "store_unavailable");
  CHECK(docket.order("order-001").now()->version == version{3});
}

TEST_CASE("an aggregate that dies answers what waits, and the next command finds it hydrated afresh") {
  auto settings = in_memory();
  auto fail = std::make_shared<std::atomic<bool>>(false);
  settings.event_ids = [fail](timestamp) -> uuid {
    if (*fail) throw std::runtime_error{"no more ids"};
    return {};
  };
  std::mutex lock;
  std::string logged;
  settings.log = [&](const std::string& line) {
    const std::scoped_lock hold{lock};
    logged = line;
  };
  engine docket{settings};
  REQUIRE(outcome(docket.execute(new_order("order-001"))) == "accepted");

  *fail = true;
  CHECK(outcome(docket.execute(place_order{order_id{"order-001"}})) == "internal");
  *fail = false;

  CHECK(outcome(docket.execute(place_order{order_id{"order-001"}})) == "accepted");
  CHECK(docket.metrics().aggregates_died == 1);
  const std::scoped_lock hold{lock};
  CHECK(logged.find("order-001") != std::string::npos);
  CHECK(logged.find("no more ids") != std::string::npos);
}

TEST_CASE("commands past the limit of those in flight are answered overloaded at once") {
  auto settings = in_memory();
  settings.admission.in_flight_max = 0;
  engine docket{settings};
  CHECK(outcome(docket.execute(new_order("order-001"))) == "overloaded");
  CHECK(docket.metrics().commands_in_flight == 0);
}

TEST_CASE("a stopped engine has answered all it took, and takes no more") {
  const std::shared_ptr<event_store> log = make_memory_store();
  engine docket{on(log)};
  std::vector<std::future<command_result>> answers;
  for (int n = 0; n < 1'000; ++n)
    answers.push_back(docket.execute(new_order("order-" + std::to_string(n))));

  docket.stop();

  for (auto& answer : answers) {
    REQUIRE(answer.wait_for(std::chrono::seconds{0}) == std::future_status::ready);
    CHECK(outcome(std::move(answer)) == "accepted");
  }
  CHECK(value(log->open_reader()->head().position) == 3'000);
  CHECK(outcome(docket.execute(new_order("late"))) == "stopping");
  CHECK_THROWS_AS(docket.subscribe(from_position{0}, [](const event_view&) {}), std::logic_error);
}
