#include "docket/app/bench/fulfilment_flight.hpp"
#include "docket/app/bench/goals.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/log_rows.hpp"
#include "docket/app/bench/medians.hpp"
#include "docket/app/bench/pending_deadlines.hpp"
#include "docket/app/bench/plain_run.hpp"
#include "docket/app/bench/prompt_gateways.hpp"
#include "docket/app/bench/read_side/paced_load.hpp"
#include "docket/app/bench/read_side/query_set.hpp"
#include "docket/app/bench/read_side/view_building.hpp"
#include "docket/app/bench/scratch_folder.hpp"
#include "docket/domain/fulfilment/fulfilment.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/persistence/codec/fulfilment_codec.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/views/builtin_projections.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace docket;
using namespace docket::app::bench;

namespace {

constexpr std::uint64_t orders = 20;

// A log that an engine wrote: `orders` orders through their life, five at a time.
std::filesystem::path written_log(const scratch_folder& in) {
  config settings;
  settings.database = in.fresh("engine");
  const auto path = settings.database;
  engine running{std::move(settings)};
  flight load{running, lives_of_orders(1, 5, orders), 5};
  load.begin();
  load.end_of_source();
  running.stop();
  return path;
}

std::vector<recorded_event> events_of(const std::filesystem::path& log) {
  std::vector<recorded_event> events;
  const auto keep = [&](const event_view& seen) {
    events.emplace_back(seen);
    return true;
  };
  static_cast<void>(
      open_sqlite_reader(log)->read_log(position{1}, {}, std::numeric_limits<std::size_t>::max(), keep));
  return events;
}

} // namespace

TEST_CASE("bench: the rules take every command of an order's life") {
  for (std::uint64_t number = 0; number < 1'000; ++number) {
    order_state state;
    for (std::size_t step = 0; step < commands_per_life; ++step) {
      const auto events = decide(state, command_of_life(1, number, step).command, timestamp{}, {});
      REQUIRE(events);
      REQUIRE(events->size() == events_of_command.at(step));
      for (const auto& event : *events)
        state = evolve(std::move(state), event, timestamp{});
    }
  }
}

TEST_CASE("bench: the same seed makes the same orders, and another one others") {
  std::set<std::string> ids;
  for (std::uint64_t number = 0; number < 1'000; ++number) {
    ids.insert(life_order_id(1, number).str());
    ids.insert(life_order_id(2, number).str());
    REQUIRE(life_order_id(1, number) == life_order_id(1, number));
  }
  CHECK(ids.size() == 2'000);
}

TEST_CASE("bench: an engine answers every command of the load, and latencies are kept only when asked for") {
  const scratch_folder scratch{std::filesystem::temp_directory_path()};
  config settings;
  settings.database = scratch.fresh("engine");
  engine running{std::move(settings)};
  {
    flight load{running, lives_of_orders(1, 3, orders), 3};
    load.begin();
    load.end_of_source();
    CHECK(load.latencies_ns().empty());
  }
  flight more{running, lives_of_orders(2, 3, orders), 3};
  more.keep_latencies(true);
  more.begin();
  more.end_of_source();
  CHECK(more.latencies_ns().size() == orders * commands_per_life);
  CHECK(running.metrics().events == 2 * orders * events_per_life);
}

TEST_CASE("bench: a refused command ends the load with its reason") {
  const scratch_folder scratch{std::filesystem::temp_directory_path()};
  config settings;
  settings.database = scratch.fresh("engine");
  engine running{std::move(settings)};
  flight load{running, changes_of_order(1, 0, 10), 2}; // Nobody created that order.
  load.begin();
  CHECK_THROWS_WITH(load.end_of_source(), Catch::Matchers::StartsWith("the engine refused a command"));
}

TEST_CASE("bench: the plain loop writes the engine's rows again and again into a log without gaps") {
  const scratch_folder scratch{std::filesystem::temp_directory_path()};
  const auto original = written_log(scratch);
  const auto rows = read_log_rows(original, orders * events_per_life);
  REQUIRE(rows.events.rows() == orders * events_per_life);
  REQUIRE(rows.streams.rows() == orders);
  const auto copy = scratch.fresh("plain");
  {
    plain_loop loop{copy, rows, {1u << 20, 1u << 20}};
    run_until_events(loop, commits_of_size(6.5), 3 * rows.events.rows());
  }
  const auto first = events_of(original);
  const auto again = events_of(copy);
  REQUIRE(again.size() >= 3 * first.size());
  std::set<std::string> streams;
  for (std::size_t i = 0; i < 3 * first.size(); ++i) {
    const auto& from = first[i % first.size()];
    REQUIRE(value(again[i].position) == i + 1);
    REQUIRE(again[i].version == from.version);
    REQUIRE(again[i].type == from.type);
    REQUIRE(again[i].data == from.data);
    REQUIRE(again[i].command_id == from.command_id);
    REQUIRE(again[i].stream_id.size() == from.stream_id.size());
    if (i < first.size()) REQUIRE(again[i].stream_id == from.stream_id);
    streams.insert(again[i].stream_id);
  }
  CHECK(streams.size() == 3 * orders);
}

TEST_CASE("bench: commits have the mean size that was asked for, in whole events") {
  const auto sizes = commits_of_size(2.25);
  std::size_t sum = 0;
  for (int i = 0; i < 400; ++i)
    sum += sizes();
  CHECK(sum == 900);
  const auto of_lives = commits_of_lives();
  for (int life = 0; life < 2; ++life)
    for (const auto events : events_of_command)
      CHECK(of_lives() == events);
}

TEST_CASE("bench: percentiles are values that were measured") {
  CHECK(median(std::vector<int>{5, 1, 9}) == 5);
  CHECK(percentile(std::vector<int>{1, 2, 3, 4}, 1.0) == 4);
  CHECK(percentile(std::vector<int>{1, 2, 3, 4}, 0.0) == 1);
  CHECK(median(std::vector<int>{}) == 0);
}

TEST_CASE("bench: orders of the shop buy two products, tell their slot, and are the same for the same seed") {
  std::set<std::string> ids;
  for (const auto wanted : {demand::spread, demand::best_seller}) {
    for (std::uint64_t number = 0; number < 500; ++number) {
      const auto slot = static_cast<std::size_t>(number * 8 % slots_max);
      const auto made = order_of_shop(1, wanted, slot, number).command;
      REQUIRE(slot_of(made.order.view()) == slot);
      REQUIRE(made.items.size() == 2);
      REQUIRE(made.items[0].product != made.items[1].product);
      if (wanted == demand::best_seller) REQUIRE(made.items[0].product == product_id{"SKU-1000"});
      REQUIRE(made.order == order_of_shop(1, wanted, slot, number).command.order);
      ids.insert(made.order.str());
    }
  }
  CHECK(ids.size() == 500);
  CHECK_FALSE(slot_of("ord-1"));
  CHECK_FALSE(slot_of("ord-0123456789abcxyz"));
}

TEST_CASE("bench: a flight of fulfilments brings every order it places to its end") {
  const scratch_folder scratch{std::filesystem::temp_directory_path()};
  config settings;
  const auto database = settings.database = scratch.fresh("engine");
  fulfil_promptly(settings);
  std::uint64_t fulfilled = 0;
  {
    engine running{std::move(settings)};
    fill_shelves(running);
    fulfilment_flight load{running, 1, demand::best_seller, 4};
    load.keep_latencies(true);
    load.begin();
    CHECK(load.after_fulfilments(20).fulfilled >= 20);
    load.end();
    fulfilled = load.latencies_ns().size();
  }
  std::map<std::string, std::uint64_t> counts;
  for (const auto& event : events_of(database))
    ++counts[event.type];
  CHECK(fulfilled >= 20);
  for (const auto* type : {"OrderPlaced", "PaymentCaptured", "OrderDelivered", "FulfilmentCompleted"})
    CHECK(counts[type] == fulfilled);
  CHECK(counts["StockShipped"] == 2 * fulfilled);
}

TEST_CASE("bench: an order that the shop cannot fulfil ends the flight with what became of it") {
  const scratch_folder scratch{std::filesystem::temp_directory_path()};
  config settings;
  settings.database = scratch.fresh("engine");
  fulfil_promptly(settings);
  engine running{std::move(settings)}; // Nothing is on its shelves.
  fulfilment_flight load{running, 1, demand::spread, 2};
  load.begin();
  CHECK_THROWS_WITH(load.after_fulfilments(1), Catch::Matchers::Contains("FulfilmentCompensated of order"));
}

TEST_CASE("bench: pending deadlines are fulfilments as the engine begins them, and none is due") {
  const scratch_folder scratch{std::filesystem::temp_directory_path()};
  const auto database = scratch.fresh("pending");
  const timestamp now{1'772'434'800'000'000};
  write_pending_deadlines(database, 100, now, [] {});
  const auto reader = open_sqlite_reader(database);
  const timestamp hour{now.microseconds + 3'600'000'000};
  CHECK(reader->count_deadlines(timestamp{}, hour) == 0);
  CHECK(reader->count_deadlines(hour, latest_time) == 100);
  for (const auto& event : events_of(database)) {
    REQUIRE(event.stream_type == "fulfilment");
    REQUIRE(event.type == "FulfilmentStarted");
    const auto decoded = codec<docket::fulfilment>::decode(event.type, event.schema, event.data);
    REQUIRE(decoded);
    const auto state = evolve(fulfilment_state{}, *decoded, event.occurred_at);
    REQUIRE(content_of(state)->open.size() == 1);
  }
}

TEST_CASE("bench: views that are built are asked every kind of query, now and in the past") {
  const scratch_folder scratch{std::filesystem::temp_directory_path()};
  const auto database = written_log(scratch);
  const config settings;
  const bench_room room{quick_plan(), scratch, settings, 1, [](const std::string&) {}, [] {}};
  const auto folder = scratch.path() / "views";
  const auto built = build_views(room, database, folder, builtin_projections());
  CHECK(built.log_events_per_second > 0);
  CHECK(built.views.front().events == orders * events_per_life);
  const auto log = open_sqlite_reader(database);
  auto queries = queries_of_orders();
  std::ranges::copy(queries_of_fulfilments(), std::back_inserter(queries));
  for (const auto& query : queries) {
    view_reader view{built_file(folder, query.view)};
    std::string cursor;
    for (const auto& at : {moment{}, moment{latest_time, {}}, moment{{}, position{100}}})
      CHECK_NOTHROW(query.ask(view, *log, {1, 0, at, &cursor}));
  }
}

TEST_CASE("bench: a pace is kept, and every command sent is answered") {
  const scratch_folder scratch{std::filesystem::temp_directory_path()};
  config settings;
  const auto database = settings.database = scratch.fresh("engine");
  std::uint64_t answered = 0;
  {
    engine running{std::move(settings)};
    paced_load load{running, 1, 10'000};
    while (load.answered() < 2 * 1'024) // Orders of the first block have their second command.
      std::this_thread::yield();
    load.end();
    answered = load.answered();
  }
  CHECK(open_sqlite_reader(database)->head().position >= position{answered});
}

TEST_CASE("bench: only a pace that was reached, with views that kept up, is steady") {
  CHECK(pace_figure{1'000, 960, 5, 99}.is_steady());
  CHECK_FALSE(pace_figure{1'000, 900, 5, 99}.is_steady());
  CHECK_FALSE(pace_figure{1'000, 1'000, 5, 101}.is_steady());
}

TEST_CASE("bench: only what was measured has a goal, and the bound has a direction") {
  figures measured;
  CHECK(goals_of(measured).empty());
  measured.memory = memory_figure{1'000, 1'000, 2'100};
  measured.fulfilment = fulfilment_figure{};
  flight_figure many_orders{512};
  many_orders.ratio = 0.5;
  measured.flights.push_back(many_orders);
  const auto goals = goals_of(measured);
  REQUIRE(goals.size() == 4);
  CHECK(goals[2].name == "fulfilment");
  CHECK(goals[3].name == "bestSeller");
  CHECK(goals[0].reaches(goals[0].must));
  CHECK_FALSE(goals[0].reaches(goals[0].aim));
  CHECK_FALSE(goals[1].reaches(goals[1].must)); // More memory than it may be.
}

TEST_CASE("bench: the scratch folder goes with everything in it") {
  std::filesystem::path path;
  {
    const scratch_folder scratch{std::filesystem::temp_directory_path() / "beside-this-file.db"};
    path = scratch.path();
    CHECK(path.parent_path() == std::filesystem::temp_directory_path());
    CHECK(std::filesystem::exists(scratch.fresh("engine").parent_path()));
  }
  CHECK_FALSE(std::filesystem::exists(path));
}
