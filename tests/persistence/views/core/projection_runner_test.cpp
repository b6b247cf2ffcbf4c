// A view is kept from the log: every event of interest, each exactly once, in batches.
#include "../../store/failure_of.hpp"
#include "counting_projection.hpp"
#include "view_fixture.hpp"

#include "docket/persistence/views/verify_view.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

using namespace docket;
using namespace docket::testing;

TEST_CASE("a view follows the log to its end and goes on from there", "[views]") {
  const auto kind = GENERATE(view_room::log::memory, view_room::log::sqlite);
  view_room room{kind};
  write_orders(room, {"o-1", "o-2"});
  counting_projection counts;
  room.run(counts);
  CHECK(counts_in(room) == counted{{"o-1", 1}, {"o-2", 1}});

  write_orders(room, {"o-1"});
  room.run(counts);
  CHECK(counts_in(room) == counted{{"o-1", 2}, {"o-2", 1}});
  auto reader = room.read("counting");
  CHECK(reader.position() == room.head());
  CHECK(reader.progress().applied == 3);
  CHECK(reader.identity().name == "counting");
  CHECK(verify_view(reader, counts.interest(), room.log_of()).complete());
}

TEST_CASE("a view is told only what it is interested in and still gets to the log's end", "[views]") {
  view_room room;
  write_orders(room, {"o-1"});
  room.write_raw("stock", "s-1", "StockReceived");
  room.write_raw("stock", "s-1", "StockReserved");
  counting_projection counts;
  room.run(counts);
  CHECK(counts_in(room) == counted{{"o-1", 1}});
  CHECK(room.read("counting").position() == position{3});
}

TEST_CASE("a step takes no more events than it is told, and none past a position", "[views]") {
  view_room room;
  write_orders(room, {"o-1", "o-1", "o-1", "o-1", "o-1"});
  counting_projection counts;
  projection_runner runner{counts, room.file_of("counting")};

  const auto two = runner.step(room.log_of(), 2);
  CHECK(two.events == 2);
  CHECK(two.reached == position{2});
  CHECK_FALSE(two.caught_up);

  const auto to_four = runner.step(room.log_of(), 100, position{4});
  CHECK(to_four.events == 2);
  CHECK(to_four.reached == position{4});
  CHECK(to_four.caught_up);
  CHECK(runner.step(room.log_of(), 100, position{4}).events == 0);

  CHECK(runner.step(room.log_of(), 100).reached == position{5});
  CHECK(runner.step(room.log_of(), 100).caught_up);
}

TEST_CASE("a view's write-ahead log is copied into its file again and again, and does not grow without end",
          "[views]") {
  constexpr std::uint64_t limit = 128u << 10, page = 16u << 10;
  constexpr int events = 200; // Each a batch of two pages and more: fifty times the limit.
  view_room room;
  for (int i = 0; i < events; ++i)
    write_orders(room, {"o-1"});
  counting_projection counts;
  projection_runner runner{counts, room.file_of("counting"), {.wal_bytes_limit = limit}};
  std::uint64_t longest = 0;
  while (!runner.step(room.log_of(), 1).caught_up)
    longest = std::max<std::uint64_t>(longest,
                                      std::filesystem::file_size(room.file_of("counting").string() + "-wal"));
  CHECK(longest <= 4 * limit + 4 * page);
  CHECK(counts_in(room) == counted{{"o-1", events}});
}

TEST_CASE("readers see a batch as a whole, beside the writer", "[views]") {
  view_room room;
  write_orders(room, {"o-1"});
  counting_projection counts;
  room.run(counts);
  auto reader = room.read("counting");
  {
    const view_snapshot moment{reader};
    write_orders(room, {"o-1"});
    room.run(counts);
    CHECK(counts_in(reader) == counted{{"o-1", 1}});
    CHECK(reader.position() == position{1});
    const view_snapshot nested{reader};
    CHECK(reader.position() == position{1});
  }
  CHECK(counts_in(reader) == counted{{"o-1", 2}});
  CHECK(reader.position() == position{2});
}

TEST_CASE("what a batch wrote before its process ended is gone with it, and applied once later", "[views]") {
  view_room room;
  write_orders(room, {"o-1", "o-1", "o-2", "o-1"});
  // The process ends in the middle of an event, or of the flush: neither the rows nor the progress are there.
  for (std::uint64_t at = 1; at <= 4; ++at) {
    counting_projection counts;
    counts.on_event = [&](const event_view& event, view_tables& tables) {
      tables.execute("INSERT OR REPLACE INTO counts VALUES ('half', 1)");
      if (value(event.position) == at) throw std::bad_alloc{}; // Nobody's fault: thrown on.
    };
    projection_runner runner{counts, room.file_of("counting")};
    CHECK_THROWS_AS(runner.step(room.log_of(), 100), std::bad_alloc);
    CHECK(runner.position() == position{0});
    counts.on_event = {};
    counts.on_flush = [] { throw std::bad_alloc{}; };
    CHECK_THROWS_AS(runner.step(room.log_of(), 100), std::bad_alloc);
  }
  CHECK(counts_in(room).empty());
  counting_projection counts;
  room.run(counts);
  CHECK(counts_in(room) == counted{{"o-1", 3}, {"o-2", 1}});
}

TEST_CASE("a view's file is refused to another version of its projection, and to another projection",
          "[views]") {
  view_room room;
  counting_projection first{1};
  room.run(first);
  counting_projection second{2};
  CHECK(failure_of([&] {
          projection_runner{second, room.file_of("counting")};
        }) == store_errc::not_a_database);
  CHECK_THROWS_WITH((projection_runner{second, room.file_of("counting")}), Catch::Contains("version 1"));
}

TEST_CASE("a view is not kept from another log than before", "[views]") {
  view_room room;
  write_orders(room, {"o-1", "o-2", "o-3"});
  counting_projection counts;
  room.run(counts);

  view_room put_back; // The log as an older copy had it: shorter.
  write_orders(put_back, {"o-1"});
  projection_runner shorter{counts, room.file_of("counting")};
  CHECK(failure_of([&] { (void)shorter.step(put_back.log_of(), 10); }) == store_errc::corrupt);

  projection_runner own{counts, room.file_of("counting")};
  CHECK(own.step(room.log_of(), 10).caught_up);

  view_room different; // As long as it was, but gone on differently.
  different.skip_event_ids(10);
  write_orders(different, {"o-1", "o-2", "o-3", "o-4"});
  projection_runner differing{counts, room.file_of("counting")};
  CHECK_THROWS_WITH((void)differing.step(different.log_of(), 10),
                    Catch::Contains("rebuild the view counting"));
}
