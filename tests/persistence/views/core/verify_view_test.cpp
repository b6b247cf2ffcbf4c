// A view is compared with the log: what is missing, there twice or from elsewhere shows.
#include "../../store/sqlite_shell.hpp"
#include "counting_projection.hpp"
#include "view_fixture.hpp"

#include "docket/persistence/views/verify_view.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

namespace {

struct full_room : view_room {
  full_room() {
    write_orders(*this, {"o-1", "o-2"});
    write_raw("stock", "s-1", "StockReceived");
    write_orders(*this, {"o-1", "o-3", "o-1"});
    run(counts);
  }

  [[nodiscard]] view_verdict verify() {
    auto reader = read("counting");
    return verify_view(reader, counts.interest(), log_of());
  }

  // The view's own account, as a runner would have it that skipped, repeated or invented an event.
  void set(std::uint64_t applied, const event_hash& hash) {
    run_sql(file_of("counting"), "UPDATE view_progress SET applied = " + std::to_string(applied) +
                                     ", hash_a = " + std::to_string(static_cast<std::int64_t>(hash.a)) +
                                     ", hash_b = " + std::to_string(static_cast<std::int64_t>(hash.b)));
  }

  [[nodiscard]] event_hash hash_at(position at) {
    event_hash hash;
    log_of().read_log(at, {}, 1, [&](const event_view& event) {
      hash = hash_of(event.position, event.id);
      return false;
    });
    return hash;
  }

  counting_projection counts;
};

} // namespace

TEST_CASE("a view that has what the log has is complete", "[views][verify]") {
  full_room room;
  const auto verdict = room.verify();
  CHECK(verdict.complete());
  CHECK(verdict.of_interest == 5);
  CHECK(verdict.applied == 5);
  CHECK(verdict.position == position{6});
}

TEST_CASE("an empty view of an empty log is complete", "[views][verify]") {
  view_room room;
  counting_projection counts;
  room.run(counts);
  auto reader = room.read("counting");
  CHECK(verify_view(reader, counts.interest(), room.log_of()).complete());
}

TEST_CASE("a view that is behind is complete as far as it is", "[views][verify]") {
  full_room room;
  write_orders(room, {"o-9"});
  CHECK(room.verify().complete());
  CHECK(room.verify().of_interest == 5);
}

TEST_CASE("the one event that a view misses is named", "[views][verify]") {
  full_room room;
  auto hash = room.read("counting").progress().hash;
  room.set(4, hash - room.hash_at(position{4}));
  const auto verdict = room.verify();
  CHECK_FALSE(verdict.complete());
  CHECK(verdict.at_position == position{4});
  CHECK_THAT(verdict.fault, Catch::Contains("position 4 is missing"));
}

TEST_CASE("the one event that was applied twice is named", "[views][verify]") {
  full_room room;
  auto hash = room.read("counting").progress().hash;
  room.set(6, hash += room.hash_at(position{5}));
  const auto verdict = room.verify();
  CHECK(verdict.at_position == position{5});
  CHECK_THAT(verdict.fault, Catch::Contains("position 5 is applied twice"));
}

TEST_CASE("an event that is not the log's shows, alone and in another's place", "[views][verify]") {
  full_room room;
  const auto hash = room.read("counting").progress().hash;
  auto more = hash;
  room.set(6, more += hash_of(position{5}, uuid{42}));
  CHECK_THAT(room.verify().fault, Catch::Contains("1 more event is applied"));
  auto instead = hash - room.hash_at(position{5});
  room.set(5, instead += hash_of(position{5}, uuid{42}));
  CHECK_THAT(room.verify().fault, Catch::Contains("not the same ones"));
}

TEST_CASE("an event that was not the view's to be told shows", "[views][verify]") {
  full_room room;
  auto hash = room.read("counting").progress().hash;
  room.set(6, hash += room.hash_at(position{3})); // The stock's.
  CHECK_FALSE(room.verify().complete());
}

TEST_CASE("several that are missing are counted", "[views][verify]") {
  full_room room;
  room.set(2, {});
  CHECK_THAT(room.verify().fault, Catch::Contains("3 events are missing"));
}

TEST_CASE("a dead letter that somebody made up, or took away, shows", "[views][verify]") {
  full_room room;
  run_sql(room.file_of("counting"), "INSERT INTO view_waiting VALUES (1, 3)"); // The stock's event.
  CHECK_THAT(room.verify().fault, Catch::Contains("dead letters"));
  run_sql(room.file_of("counting"), "DELETE FROM view_waiting");
  run_sql(room.file_of("counting"), "INSERT INTO view_waiting VALUES (1, 4)"); // It was applied.
  CHECK_THAT(room.verify().fault, Catch::Contains("position 4 is applied twice"));
}

TEST_CASE("a view past the log's end was kept from another log", "[views][verify]") {
  full_room room;
  view_room other;
  auto reader = room.read("counting");
  CHECK_THAT(verify_view(reader, room.counts.interest(), other.log_of()).fault,
             Catch::Contains("another log"));
}

TEST_CASE("a view's walk says how far it is", "[views][verify]") {
  full_room room;
  std::uint64_t last = 0, total = 0;
  auto reader = room.read("counting");
  (void)verify_view(reader, room.counts.interest(), room.log_of(),
                    {.progress = [&](std::uint64_t done, std::uint64_t all) { last = done, total = all; }});
  CHECK(last == 6);
  CHECK(total == 6);
}

TEST_CASE("the order in which events are added does not change their hash; every event does",
          "[views][verify]") {
  const auto one = hash_of(position{1}, uuid{1});
  const auto two = hash_of(position{2}, uuid{2});
  auto up = one;
  auto down = two;
  CHECK((up += two) == (down += one));
  CHECK(hash_of(position{1}, uuid{2}) != one);
  CHECK(hash_of(position{2}, uuid{1}) != one);
  // Stands in files: never changes.
  CHECK(one.a == 0xcaf4dfc97ace4aaf);
  CHECK(one.b == 0x2250ebf90581075c);
}
