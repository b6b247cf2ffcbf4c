// An event that its projection throws at: tried again, parked, and what comes after it in its stream waits.
#include "counting_projection.hpp"
#include "view_fixture.hpp"

#include "docket/persistence/views/verify_view.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

namespace {

constexpr timestamp now = view_room::hour(12);
constexpr std::size_t whole_log = 1'000;

struct poisoned_room : view_room {
  // Position 3 is poison, 5 and 6 are of the same stream.
  poisoned_room() {
    write_orders(*this, {"o-1", "o-2", "bad", "o-1", "bad", "bad", "o-2"});
    counts.on_event = throws_at(position{3});
  }

  step_result step() { return runner.step(log_of(), whole_log); }
  void park_the_poison() {
    REQUIRE(step().poison);
    runner.park(now);
    REQUIRE(step().caught_up);
  }
  [[nodiscard]] stream_key bad() { return *log_of().find_stream("order", "bad"); }

  counting_projection counts;
  projection_runner runner{counts, file_of("counting")};
};

void check_complete(poisoned_room& room) {
  auto reader = room.read("counting");
  const auto verdict = verify_view(reader, room.counts.interest(), room.log_of());
  CHECK(verdict.fault == "");
  CHECK(verdict.of_interest ==
        verdict.applied + verdict.letters.parked + verdict.letters.waiting + verdict.letters.discarded);
}

} // namespace

TEST_CASE("an event that throws is told with its error, and all before it is applied", "[views][poison]") {
  poisoned_room room;
  const auto step = room.step();
  REQUIRE(step.poison);
  CHECK(step.poison->position == position{3});
  CHECK(step.poison->stream_id == "bad");
  CHECK(step.poison->event_type == "ItemAdded");
  CHECK(step.poison->error == "cannot understand it");
  CHECK(step.poison->attempts == 1);
  CHECK(step.reached == position{2});
  CHECK_FALSE(step.caught_up);
  CHECK(counts_in(room) == counted{{"o-1", 1}, {"o-2", 1}});
  check_complete(room);
}

TEST_CASE("each further attempt is counted, and nothing gets past the event meanwhile", "[views][poison]") {
  poisoned_room room;
  for (std::uint32_t attempt = 1; attempt <= 4; ++attempt) {
    const auto step = room.step();
    REQUIRE(step.poison);
    CHECK(step.poison->attempts == attempt);
    CHECK(step.events == (attempt == 1 ? 2 : 0));
  }
  CHECK(room.runner.position() == position{2});
}

TEST_CASE("an event that throws once and then no more is applied once", "[views][poison]") {
  poisoned_room room;
  REQUIRE(room.step().poison);
  room.counts.on_event = {};
  CHECK(room.step().caught_up);
  CHECK_FALSE(room.runner.failing());
  CHECK(counts_in(room) == counted{{"bad", 3}, {"o-1", 2}, {"o-2", 2}});
  check_complete(room);
}

TEST_CASE("a batch that throws at the first try only is applied without anyone hearing of it",
          "[views][poison]") {
  poisoned_room room;
  int tries = 0;
  room.counts.on_event = [&](const event_view& event, view_tables&) {
    if (event.position == position{3} && ++tries == 1) throw std::runtime_error{"once"};
  };
  CHECK(room.step().caught_up);
  CHECK(counts_in(room) == counted{{"bad", 3}, {"o-1", 2}, {"o-2", 2}});
}

TEST_CASE("parked poison holds its own stream and no other", "[views][poison]") {
  poisoned_room room;
  room.park_the_poison();
  CHECK(counts_in(room) == counted{{"o-1", 2}, {"o-2", 2}});
  CHECK(room.runner.position() == position{7});
  CHECK(room.runner.dead_letter_count() == dead_letter_counts{1, 2, 0});

  const auto letters = room.runner.dead_letters();
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].position == position{3});
  CHECK(letters[0].stream_id == "bad");
  CHECK(letters[0].data == "{}");
  CHECK(letters[0].error == "cannot understand it");
  CHECK(letters[0].attempts == 1);
  CHECK(letters[0].parked_at == now);
  CHECK(letters[0].waiting == 2);
  check_complete(room);

  auto reader = room.read("counting");
  CHECK(list_dead_letters(reader).size() == 1);
  CHECK(count_dead_letters(reader) == dead_letter_counts{1, 2, 0});
}

TEST_CASE("a runner that is opened again still holds the stream", "[views][poison]") {
  poisoned_room room;
  room.park_the_poison();
  write_orders(room, {"bad", "o-1"});
  counting_projection counts;
  projection_runner again{counts, room.file_of("counting")};
  CHECK(again.step(room.log_of(), whole_log).events == 2);
  CHECK(again.dead_letter_count() == dead_letter_counts{1, 3, 0});
  CHECK(counts_in(room) == counted{{"o-1", 3}, {"o-2", 2}});
  check_complete(room);
}

TEST_CASE("two streams may each have their poison", "[views][poison]") {
  view_room room;
  write_orders(room, {"a", "b", "a", "b", "c"});
  counting_projection counts;
  counts.on_event = [](const event_view& event, view_tables&) {
    if (event.stream_id != "c") throw std::runtime_error{"no"};
  };
  projection_runner runner{counts, room.file_of("counting")};
  for (int poison = 0; poison < 2; ++poison) {
    REQUIRE(runner.step(room.log_of(), whole_log).poison);
    runner.park(now);
  }
  CHECK(runner.step(room.log_of(), whole_log).caught_up);
  CHECK(runner.dead_letter_count() == dead_letter_counts{2, 2, 0});
  CHECK(counts_in(room) == counted{{"c", 1}});
}

TEST_CASE("a rule of the tables that an event breaks makes it poison, with the rule's name",
          "[views][poison]") {
  poisoned_room room;
  room.counts.on_event = [](const event_view& event, view_tables& tables) {
    if (event.position == position{3}) tables.execute("INSERT INTO counts VALUES ('x', NULL)");
  };
  const auto step = room.step();
  REQUIRE(step.poison);
  CHECK_THAT(step.poison->error, Catch::Contains("constraint failed"));
  CHECK(step.reached == position{2});
}

TEST_CASE("a flush that throws for one event makes that one poison", "[views][poison]") {
  poisoned_room room;
  position last{};
  room.counts.on_event = [&](const event_view& event, view_tables&) { last = event.position; };
  room.counts.on_flush = [&] {
    if (last >= position{3}) throw std::runtime_error{"too many rows"};
  };
  const auto step = room.step();
  REQUIRE(step.poison);
  CHECK(step.poison->position == position{3});
  CHECK(step.poison->error == "too many rows");
  CHECK(counts_in(room) == counted{{"o-1", 1}, {"o-2", 1}});
}

TEST_CASE("a dry run of a retry says what would happen and changes nothing", "[views][poison]") {
  poisoned_room room;
  room.park_the_poison();
  const auto before = room.runner.progress();

  const auto fails = room.runner.retry(room.log_of(), room.bad(), true, now).value();
  REQUIRE(fails.poison);
  CHECK(fails.applied == 0);
  CHECK(fails.still_waiting == 2);

  room.counts.on_event = {};
  const auto works = room.runner.retry(room.log_of(), room.bad(), true, now).value();
  CHECK_FALSE(works.poison);
  CHECK(works.applied == 3);

  CHECK(room.runner.progress() == before);
  CHECK(room.runner.dead_letter_count() == dead_letter_counts{1, 2, 0});
  CHECK(room.runner.dead_letters()[0].attempts == 1);
  CHECK(counts_in(room) == counted{{"o-1", 2}, {"o-2", 2}});
  write_orders(room, {"bad"}); // And the stream is still held.
  CHECK(room.step().caught_up);
  CHECK(room.runner.dead_letter_count() == dead_letter_counts{1, 3, 0});
}

TEST_CASE("a retry applies the dead letter and those behind it, in their order", "[views][poison]") {
  poisoned_room room;
  room.park_the_poison();
  std::vector<std::uint64_t> told;
  room.counts.on_event = [&](const event_view& event, view_tables&) {
    told.push_back(value(event.position));
  };
  const auto result = room.runner.retry(room.log_of(), room.bad(), false, now).value();
  CHECK(result.applied == 3);
  CHECK(told == std::vector<std::uint64_t>{3, 5, 6});
  CHECK(room.runner.dead_letter_count() == dead_letter_counts{});
  CHECK(counts_in(room) == counted{{"bad", 3}, {"o-1", 2}, {"o-2", 2}});
  check_complete(room);

  write_orders(room, {"bad"}); // The stream goes on as all others.
  CHECK(room.step().caught_up);
  CHECK(counts_in(room)["bad"] == 4);
  check_complete(room);
}

TEST_CASE("applied late or in time, the view's count and hash are the same", "[views][poison]") {
  poisoned_room late;
  late.park_the_poison();
  late.counts.on_event = {};
  REQUIRE(late.runner.retry(late.log_of(), late.bad(), false, now));
  poisoned_room in_time;
  in_time.counts.on_event = {};
  REQUIRE(in_time.step().caught_up);
  CHECK(late.runner.progress() == in_time.runner.progress());
}

TEST_CASE("a retry that fails again counts the attempt; one that fails further on keeps what it applied",
          "[views][poison]") {
  poisoned_room room;
  room.park_the_poison();
  REQUIRE(room.runner.retry(room.log_of(), room.bad(), false, now)->poison);
  CHECK(room.runner.dead_letters()[0].attempts == 2);
  CHECK(room.runner.dead_letter_count() == dead_letter_counts{1, 2, 0});

  room.counts.on_event = throws_at(position{5}, "another reason");
  const auto result = room.runner.retry(room.log_of(), room.bad(), false, view_room::hour(13)).value();
  REQUIRE(result.poison);
  CHECK(result.applied == 1);
  CHECK(result.still_waiting == 1);
  const auto letter = room.runner.dead_letters().at(0);
  CHECK(letter.position == position{5});
  CHECK(letter.error == "another reason");
  CHECK(letter.parked_at == view_room::hour(13));
  CHECK(counts_in(room)["bad"] == 1);
  check_complete(room);
}

TEST_CASE("a discarded event is left out for good, by whom and why, and those behind it are applied",
          "[views][poison]") {
  poisoned_room room;
  room.park_the_poison();
  const auto result =
      room.runner.discard(room.log_of(), room.bad(), "anna", "sent twice by the shop", now).value();
  CHECK(result.applied == 2);
  CHECK(room.runner.dead_letter_count() == dead_letter_counts{0, 0, 1});
  CHECK(counts_in(room) == counted{{"bad", 2}, {"o-1", 2}, {"o-2", 2}});
  check_complete(room);

  auto reader = room.read("counting");
  const auto discarded = list_discarded(reader).at(0);
  CHECK(discarded.position == position{3});
  CHECK(discarded.by == "anna");
  CHECK(discarded.reason == "sent twice by the shop");
  CHECK(discarded.error == "cannot understand it");
  CHECK(discarded.at == now);
}

TEST_CASE(
    "what is no dead letter is neither retried nor discarded, and nothing is discarded without a reason",
    "[views][poison]") {
  poisoned_room room;
  const auto key = room.bad();
  CHECK(room.runner.retry(room.log_of(), key, true, now).error().rule == "no_dead_letter");
  CHECK(room.runner.discard(room.log_of(), key, "anna", "why not", now).error().rule == "no_dead_letter");
  room.park_the_poison();
  CHECK(room.runner.discard(room.log_of(), key, "", "why not", now).error().rule == "reason_needed");
  CHECK(room.runner.discard(room.log_of(), key, "anna", "", now).error().rule == "reason_needed");
  CHECK(room.runner.dead_letter_count() == dead_letter_counts{1, 2, 0});
}
