#include "docket/app/bench/goals.hpp"
#include "docket/app/bench/life_source.hpp"
#include "docket/app/bench/log_rows.hpp"
#include "docket/app/bench/medians.hpp"
#include "docket/app/bench/plain_run.hpp"
#include "docket/app/bench/scratch_folder.hpp"
#include "docket/domain/order/order.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <set>
#include <string>
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

TEST_CASE("bench: only what was measured has a goal, and the bound has a direction") {
  figures measured;
  CHECK(goals_of(measured).empty());
  measured.memory = memory_figure{1'000, 1'000, 2'100};
  flight_figure many_orders{512};
  many_orders.ratio = 0.5;
  measured.flights.push_back(many_orders);
  const auto goals = goals_of(measured);
  REQUIRE(goals.size() == 2);
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
