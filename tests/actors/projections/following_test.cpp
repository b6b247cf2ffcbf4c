#include "docket/actors/engine.hpp"
#include "tally.hpp"

#include "docket/persistence/views/verify_view.hpp"
#include "docket/persistence/views/views_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <thread>

using namespace docket;
using namespace docket::shop;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

view_verdict verdict(const shop_with_views& shop, const std::string& view = "tally") {
  const tally one{view, 1, shop.mood};
  const auto reader = open_live_view(shop.views(), view);
  return verify_view(*reader, one.interest(), *shop.log->open_reader());
}

} // namespace

TEST_CASE("a view has what was written before it began and what is written since") {
  shop_with_views shop;
  {
    auto before = on(shop.log);
    engine docket{before};
    create_orders(docket, 0, 10);
  }
  engine docket{shop.settings};
  CHECK(tallied(docket, position{30}) == three_each(10));
  const auto last = create_orders(docket, 10, 10);
  CHECK(tallied(docket, last) == three_each(20));
  CHECK(verdict(shop).complete());
}

TEST_CASE("who writes reads what was written, on many threads at once") {
  shop_with_views shop;
  engine docket{shop.settings};
  std::atomic<int> seen{0};
  std::vector<std::thread> people;
  for (int person = 0; person < 4; ++person)
    people.emplace_back([&, person] {
      for (int n = person * 100; n < person * 100 + 25; ++n) {
        const auto id = "order-" + std::to_string(n);
        const auto receipt = docket.execute(new_order(id)).get();
        if (receipt && tallied(docket, receipt->last).contains(id)) ++seen;
      }
    });
  for (auto& person : people)
    person.join();
  CHECK(seen == 100);
}

TEST_CASE("a view that does not get there in time is said to be behind, and how far it is") {
  shop_with_views shop;
  engine docket{shop.settings};
  create_orders(docket, 0, 1);
  REQUIRE(docket.projections().wait("tally", position{3}, minutes{5}));
  const std::unique_lock closed{shop.mood->gate};
  const auto last = create_orders(docket, 1, 1);

  const auto refused = docket.queries().read("tally", {last, milliseconds{0}}, [](view_reader&) {});
  REQUIRE(refused);
  CHECK(refused->rule == "view_behind");
  CHECK(refused->message == "the view tally is at position 3 and did not get to 6 in time");
  CHECK_FALSE(docket.projections().wait("tally", last, milliseconds{0}));

  const auto status = docket.projections().status("tally").value();
  CHECK(status.head == position{6});
  CHECK(status.lag_events == 3); // By the log, whatever the runner says.
  CHECK(status.position == position{3});
}

TEST_CASE("who does not want to block is called when the view is there, or when the time is up") {
  shop_with_views shop;
  engine docket{shop.settings};
  std::promise<bool> in_time, too_late, at_once;
  std::unique_lock closed{shop.mood->gate};
  const auto last = create_orders(docket, 0, 1);
  docket.projections().when("tally", last, milliseconds{0}, [&](bool there) { too_late.set_value(there); });
  CHECK_FALSE(too_late.get_future().get());
  docket.projections().when("tally", last, minutes{5}, [&](bool there) { in_time.set_value(there); });
  closed.unlock();
  CHECK(in_time.get_future().get());
  docket.projections().when("tally", last, milliseconds{0}, [&](bool there) { at_once.set_value(there); });
  CHECK(at_once.get_future().get());
}

TEST_CASE("a view goes on after a restart where it was, and applies nothing twice") {
  shop_with_views shop;
  for (int run = 0; run < 5; ++run) {
    engine docket{shop.settings};
    const auto last = create_orders(docket, run * 4, 4);
    CHECK(tallied(docket, last) == three_each(run * 4 + 4));
  }
  CHECK(shop.mood->told == 60);
  CHECK(verdict(shop).complete());
}

TEST_CASE("an engine that is stopped while a view catches up leaves it whole for the next one") {
  shop_with_views shop;
  shop.settings.read_side.batch_max = 1;
  {
    engine docket{on(shop.log)};
    create_orders(docket, 0, 100);
  }
  {
    engine docket{shop.settings};
    CHECK(docket.projections().wait("tally", position{5}, minutes{5}));
    docket.stop();
    CHECK(docket.projections().status("tally")->state == projection_state::stopped);
    CHECK_FALSE(docket.projections().wait("tally", position{301}, minutes{5})); // It never will be.
  }
  CHECK(verdict(shop).complete());
  engine docket{shop.settings};
  CHECK(tallied(docket, position{300}) == three_each(100));
  CHECK(shop.mood->told == 300);
}

TEST_CASE("a view that keeps up says that it is live, and one that has all of the log has no lag") {
  shop_with_views shop;
  shop.keep("another");
  engine docket{shop.settings};
  const auto last = create_orders(docket, 0, 5);
  REQUIRE(tallied(docket, last, "another") == three_each(5));
  REQUIRE(tallied(docket, last) == three_each(5));
  const auto all = docket.projections().status();
  REQUIRE(all.size() == 2);
  CHECK(all[0].name == "tally");
  CHECK(all[1].name == "another");
  for (const auto& status : all) {
    CHECK(status.position == last);
    CHECK(status.head == last);
    CHECK(status.lag_events == 0);
    CHECK(status.lag == std::chrono::microseconds{0});
    CHECK(status.generation == 1);
    CHECK_FALSE(status.last_error);
  }
}

TEST_CASE("an engine without projections keeps no views, and says so to whoever asks") {
  shop_with_views shop;
  shop.settings.projections.clear();
  engine docket{shop.settings};
  create_orders(docket, 0, 1);
  CHECK(docket.projections().status().empty());
  CHECK(docket.queries().counts().error().rule == "unknown_projection");
  CHECK(docket.projections().rebuild("tally").get().error().rule == "unknown_projection");
  CHECK_FALSE(std::filesystem::exists(shop.views()));
}

TEST_CASE("two projections of one name are refused, and two engines on one folder of views") {
  shop_with_views shop;
  engine docket{shop.settings};
  auto other = shop.settings;
  CHECK_THROWS_AS(engine{other}, store_error);
  shop.keep("tally");
  CHECK_THROWS_AS(engine{shop.settings}, config_error);
}
