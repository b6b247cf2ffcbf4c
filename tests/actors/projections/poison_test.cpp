#include "docket/actors/engine.hpp"
#include "tally.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using namespace docket;
using namespace docket::shop;

namespace {

// Orders 0 to 2, of which order-1 has a dead letter, its second event, and one that waits behind it.
position poisoned(engine& docket, shop_with_views& shop) {
  shop.mood->cannot_cope = true;
  return create_orders(docket, 0, 3);
}

const tallies without_the_poison{{"order-0", 3}, {"order-1", 1}, {"order-2", 3}};

dead_letter only_letter(engine& docket) {
  const auto letters = docket.projections().dead_letters("tally").value();
  REQUIRE(letters.size() == 1);
  return letters.front();
}

} // namespace

TEST_CASE(
    "an event that cannot be applied is parked after some attempts, and only its stream waits behind it") {
  shop_with_views shop;
  engine docket{shop.settings};
  const auto last = poisoned(docket, shop);
  CHECK(tallied(docket, last) == without_the_poison);

  const auto letter = only_letter(docket);
  CHECK(letter.stream_id == "order-1");
  CHECK(letter.event_type == "ItemAdded");
  CHECK(letter.error == "cannot cope with order-1");
  CHECK(letter.attempts == 2);
  CHECK(letter.waiting == 1);
  const auto status = docket.projections().status("tally").value();
  CHECK(status.dead_letters == dead_letter_counts{1, 1, 0});
  REQUIRE(status.last_error);
  CHECK(status.last_error->find("cannot cope") != std::string::npos);
}

TEST_CASE("one projection's poison is no other's") {
  shop_with_views shop;
  const auto healthy = std::make_shared<tally_mood>();
  shop.settings.projections.push_back([healthy] { return std::make_unique<tally>("healthy", 1, healthy); });
  engine docket{shop.settings};
  const auto last = poisoned(docket, shop);
  CHECK(tallied(docket, last, "healthy") == three_each(3));
  CHECK(tallied(docket, last) == without_the_poison);
  CHECK(docket.projections().dead_letters("healthy")->empty());
}

TEST_CASE("a dead letter is retried when its cause is gone, first without effect") {
  shop_with_views shop;
  engine docket{shop.settings};
  const auto last = poisoned(docket, shop);
  REQUIRE(tallied(docket, last) == without_the_poison);
  const auto stream = only_letter(docket).key;

  const auto still = docket.projections().retry("tally", stream, true).get().value();
  CHECK(still.applied == 0);
  REQUIRE(still.failed_at);
  CHECK(still.error == "cannot cope with order-1");

  shop.mood->cannot_cope = false;
  CHECK(docket.projections().retry("tally", stream, true).get()->applied == 2);
  CHECK(tallied(docket, last) == without_the_poison);
  CHECK(docket.projections().retry("tally", stream, false).get()->applied == 2);
  CHECK(tallied(docket, last) == three_each(3));
  CHECK(docket.projections().status("tally")->dead_letters == dead_letter_counts{});
}

TEST_CASE("a dead letter is done without only by somebody with a reason") {
  shop_with_views shop;
  engine docket{shop.settings};
  const auto last = poisoned(docket, shop);
  REQUIRE(tallied(docket, last) == without_the_poison);
  const auto stream = only_letter(docket).key;

  CHECK(docket.projections().discard("tally", stream, "anna", "").get().error().rule == "reason_needed");
  CHECK(docket.projections().discard("tally", stream, "anna", "a test order").get()->applied == 1);
  CHECK(tallied(docket, last) == tallies{{"order-0", 3}, {"order-1", 2}, {"order-2", 3}});
  CHECK(docket.projections().status("tally")->dead_letters == dead_letter_counts{0, 0, 1});
  CHECK(docket.projections().retry("tally", stream, false).get().error().rule == "no_dead_letter");
}

TEST_CASE("a projection that fails of something else is started again, and no event is parked for it") {
  shop_with_views shop;
  std::atomic<int> told{0};
  shop.settings.log = [&](const std::string& line) {
    if (line.find("tally failed and is started again") != std::string::npos) ++told;
  };
  const auto healthy = std::make_shared<tally_mood>();
  shop.settings.projections.push_back([healthy] { return std::make_unique<tally>("healthy", 1, healthy); });
  shop.mood->dies = true;
  engine docket{shop.settings};
  const auto last = create_orders(docket, 0, 3);
  while (told < 3)
    std::this_thread::yield();
  CHECK(docket.projections().status("tally")->state == projection_state::retrying);
  CHECK(tallied(docket, last, "healthy") == three_each(3));

  shop.mood->dies = false;
  CHECK(tallied(docket, last) == three_each(3));
  CHECK(docket.projections().status("tally")->dead_letters == dead_letter_counts{});
}

TEST_CASE("what concerns a stopped engine is refused, not awaited for ever") {
  shop_with_views shop;
  engine docket{shop.settings};
  create_orders(docket, 0, 1);
  docket.stop();
  CHECK(docket.projections().retry("tally", stream_key{1}, true).get().error().rule == "engine_stopped");
  CHECK(docket.projections().rebuild("tally").get().error().rule == "engine_stopped");
}
