#include "docket/actors/engine.hpp"
#include "tally.hpp"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

using namespace docket;
using namespace docket::shop;
using std::chrono::minutes;

namespace {

constexpr int one_minute_ms = 60'000;

rebuild_options ending_with(rebuild_options::ending end) {
  rebuild_options options;
  options.end = end;
  return options;
}

std::size_t files_of(const shop_with_views& shop, const std::string& beginning) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator{shop.views()}) {
    const auto name = entry.path().filename().string();
    if (name.starts_with(beginning) && name.ends_with(".db")) ++count;
  }
  return count;
}

// Opens no readers while it is shut.
class store_that_shuts final : public shared_store {
public:
  store_that_shuts(std::shared_ptr<event_store> log, std::shared_ptr<std::atomic<bool>> shut)
      : shared_store(std::move(log)),
        shut_(std::move(shut)) {}

  std::unique_ptr<log_reader> open_reader() override {
    if (*shut_) throw store_error{store_errc::io, "no more files can be opened"};
    return shared_store::open_reader();
  }

private:
  std::shared_ptr<std::atomic<bool>> shut_;
};

// Of the view, once it has one.
std::string error_of(engine& docket) {
  for (;;)
    if (const auto error = docket.projections().status("tally")->last_error) return *error;
}

} // namespace

TEST_CASE("a view is rebuilt beside the live one while orders are written and queries read") {
  shop_with_views shop;
  shop.settings.read_side.batch_max = 7;
  engine docket{shop.settings};
  auto last = create_orders(docket, 0, 100);
  REQUIRE(tallied(docket, last) == three_each(100));
  auto rebuilt = docket.projections().rebuild("tally");
  for (int n = 100; n < 200; ++n) {
    last = create_orders(docket, n, 1);
    CHECK(tallied(docket, last) == three_each(n + 1));
  }
  const auto outcome = rebuilt.get().value();
  CHECK(outcome.switched);
  CHECK_FALSE(outcome.diff);
  CHECK(tallied(docket, last) == three_each(200));
  CHECK(docket.projections().status("tally")->generation == 2);
  CHECK_FALSE(docket.projections().status("tally")->rebuild);
  CHECK(files_of(shop, "tally.") == 1);
}

TEST_CASE("a rebuilt view can be compared with the old one, row by row, and the old one kept") {
  shop_with_views shop;
  engine docket{shop.settings};
  const auto last = create_orders(docket, 0, 20);
  REQUIRE(tallied(docket, last) == three_each(20));
  const auto outcome =
      docket.projections().rebuild("tally", ending_with(rebuild_options::ending::keep_live)).get().value();
  CHECK_FALSE(outcome.switched);
  REQUIRE(outcome.diff);
  CHECK(outcome.diff->same());
  CHECK(outcome.diff->rows == 20);
  CHECK(docket.projections().status("tally")->generation == 1);
  CHECK(files_of(shop, "tally.") == 1);
  CHECK(tallied(docket, create_orders(docket, 20, 1)) == three_each(21));
}

TEST_CASE("only one rebuild of a view is under way, and it can be cancelled") {
  shop_with_views shop;
  engine docket{shop.settings};
  const auto last = create_orders(docket, 0, 5);
  REQUIRE(tallied(docket, last) == three_each(5));
  CHECK(docket.projections().cancel_rebuild("tally").error().rule == "no_rebuild");

  std::unique_lock closed{shop.mood->gate};
  auto rebuilt = docket.projections().rebuild("tally");
  CHECK(docket.projections().rebuild("tally").get().error().rule == "rebuild_under_way");
  CHECK(docket.projections().cancel_rebuild("tally").has_value());
  closed.unlock();
  CHECK(rebuilt.get().error().rule == "rebuild_cancelled");
  CHECK(tallied(docket, create_orders(docket, 5, 1)) == three_each(6));
  CHECK(files_of(shop, "tally.") == 1);

  CHECK(docket.projections().rebuild("tally").get()->switched);
}

TEST_CASE("a rebuild that cannot open the log is shown to fail, and goes on when it can") {
  shop_with_views shop;
  const auto shut = std::make_shared<std::atomic<bool>>(false);
  shop.settings.open_store = [log = shop.log, shut](const config&) {
    return std::make_unique<store_that_shuts>(log, shut);
  };
  engine docket{shop.settings};
  REQUIRE(tallied(docket, create_orders(docket, 0, 5)) == three_each(5));
  REQUIRE_FALSE(docket.projections().status("tally")->last_error); // The status has a reader of its own now.
  *shut = true;
  auto rebuilt = docket.projections().rebuild("tally");
  CHECK_THAT(error_of(docket), Catch::Contains("its rebuild failed") && Catch::Contains("no more files"));
  CHECK(tallied(docket, create_orders(docket, 5, 1)) == three_each(6)); // The live one is not concerned.
  *shut = false;
  CHECK(rebuilt.get()->switched);
  CHECK(tallied(docket, create_orders(docket, 6, 1)) == three_each(7));
}

TEST_CASE("a rebuild that cannot be ended is shown to fail, and ends when it can") {
  const auto [end, verb] = GENERATE(table<rebuild_options::ending, std::string>(
      {{rebuild_options::ending::keep_live, "DELETE"}, {rebuild_options::ending::switch_over, "UPDATE"}}));
  shop_with_views shop;
  engine docket{shop.settings};
  REQUIRE(tallied(docket, create_orders(docket, 0, 5)) == three_each(5));
  SQLite::Database registry{(shop.views() / "registry.db").string(), SQLite::OPEN_READWRITE,
                            one_minute_ms}; // The engine writes to it too.
  registry.exec("CREATE TRIGGER no BEFORE " + verb + " ON generations BEGIN SELECT RAISE(ABORT, 'no'); END");
  auto rebuilt = docket.projections().rebuild("tally", ending_with(end));
  CHECK_THAT(error_of(docket), Catch::Contains("its rebuild failed"));
  CHECK(tallied(docket, create_orders(docket, 5, 1)) == three_each(6));
  registry.exec("DROP TRIGGER no");
  const bool switches = end == rebuild_options::ending::switch_over;
  CHECK(rebuilt.get()->switched == switches);
  CHECK(docket.projections().status("tally")->generation == (switches ? 2 : 1));
  CHECK(tallied(docket, create_orders(docket, 6, 1)) == three_each(7));
  CHECK(files_of(shop, "tally.") == 1);
}

TEST_CASE("a rebuild that a stop interrupted goes on in the next run") {
  shop_with_views shop;
  std::future<expected<rebuild_outcome, query_refusal>> rebuilt;
  {
    engine docket{shop.settings};
    const auto last = create_orders(docket, 0, 5);
    REQUIRE(tallied(docket, last) == three_each(5));
    std::promise<void> opening;
    std::promise<void> shut;
    std::thread gatekeeper{[&, open = opening.get_future()] {
      const std::scoped_lock hold{shop.mood->gate};
      shut.set_value();
      open.wait();
    }};
    shut.get_future().wait();
    rebuilt = docket.projections().rebuild("tally");
    while (files_of(shop, "tally.") < 2) // Until it stands at the gate with its first event.
      std::this_thread::yield();
    opening.set_value();
    docket.stop(); // Now or a little later than the rebuild ends.
    gatekeeper.join();
  }
  const auto answer = rebuilt.get();
  if (!answer) CHECK(answer.error().rule == "engine_stopped");

  engine docket{shop.settings};
  while (docket.projections().status("tally")->generation < 2)
    std::this_thread::yield();
  CHECK(tallied(docket, create_orders(docket, 5, 1)) == three_each(6));
}

TEST_CASE("a new version of a projection is built beside the old one, which answers meanwhile") {
  shop_with_views shop;
  {
    engine docket{shop.settings};
    REQUIRE(tallied(docket, create_orders(docket, 0, 10)) == three_each(10));
  }
  shop.settings.projections.clear();
  shop.keep("tally", 2);
  std::unique_lock closed{shop.mood->gate};
  engine docket{shop.settings};
  CHECK(tallied(docket, position{30}) == three_each(10)); // By the first version.
  CHECK(docket.projections().status("tally")->version == 2);
  closed.unlock();
  const auto last = create_orders(docket, 10, 1);
  CHECK(tallied(docket, last) == three_each(11, 300)); // The second one counts in hundreds.
}

TEST_CASE("a rebuild hands nothing to the outside again") {
  shop_with_views shop;
  engine docket{shop.settings};
  std::atomic<std::uint64_t> handed{0};
  const auto outside =
      docket.consume("outside", {}, [&](const consumer_batch& batch, const acknowledgement& done) {
        done();
        handed += batch.events.size();
        handed.notify_all();
      });
  const auto wait_for = [&](std::uint64_t count) {
    for (auto now = handed.load(); now < count; now = handed)
      handed.wait(now);
  };
  REQUIRE(tallied(docket, create_orders(docket, 0, 10)) == three_each(10));
  wait_for(30);
  REQUIRE(docket.projections().rebuild("tally").get()->switched);
  create_orders(docket, 10, 1);
  wait_for(33);
  CHECK(handed == 33);
}

TEST_CASE("a view whose file is damaged is built anew by itself, and that is told") {
  shop_with_views shop;
  position last;
  {
    engine docket{shop.settings};
    last = create_orders(docket, 0, 20);
    REQUIRE(tallied(docket, last) == three_each(20));
  }
  for (const auto& entry : std::filesystem::directory_iterator{shop.views()})
    if (entry.path().filename().string().starts_with("tally."))
      std::ofstream{entry.path()} << std::string(8'192, 'x');
  std::mutex lock;
  std::string told;
  shop.settings.log = [&](const std::string& line) {
    const std::scoped_lock hold{lock};
    told += line;
  };
  engine docket{shop.settings};
  CHECK(tallied(docket, last) == three_each(20));
  CHECK(docket.projections().status("tally")->generation == 2);
  const std::scoped_lock hold{lock};
  CHECK_THAT(told, Catch::Contains("tally is damaged and is built anew"));
}
