// What every store keeps of deadlines: at most one a stream, with the events that set it, read in order.
#include "deadline_appends.hpp"
#include "sample_appends.hpp"
#include "stores_under_test.hpp"
#include "temporary_folder.hpp"

#include "docket/persistence/store/memory_store.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <random>

using namespace docket;
using namespace docket::testing;

TEST_CASE("a deadline is set, moved, kept and cleared by the appends of its stream", "[store]") {
  store_under_test t;
  const auto reader = t.store->open_reader();
  CHECK(pending(*reader).empty());
  commit(*t.store, {due_at("order-1", 10)});
  CHECK(pending(*reader) == deadlines{{10, "order order-1"}});
  commit(*t.store, {sample_append("order-1", expected_version::any())});
  CHECK(pending(*reader) == deadlines{{10, "order order-1"}});
  commit(*t.store, {due_at("order-1", 5)});
  CHECK(pending(*reader) == deadlines{{5, "order order-1"}});
  commit(*t.store, {due_at("order-1", 5)});
  CHECK(pending(*reader) == deadlines{{5, "order order-1"}});
  commit(*t.store, {without_deadline("order-1")});
  CHECK(pending(*reader).empty());
  commit(*t.store, {without_deadline("order-1")}); // There is none: no harm.
  CHECK(pending(*reader).empty());
  commit(*t.store, {due_at("order-1", -3)});
  CHECK(pending(*reader) == deadlines{{-3, "order order-1"}});
}

TEST_CASE("a deadline is seen with its stream's key and names", "[store]") {
  store_under_test t;
  auto payment = due_at("same-id", 7);
  payment.stream.type = "payment";
  commit(*t.store, {due_at("same-id", 8), payment});
  const auto reader = t.store->open_reader();
  std::vector<std::pair<stream_key, std::string>> seen;
  reader->read_deadlines({}, latest_time, 10, [&](const deadline_view& one) {
    seen.emplace_back(one.stream, std::string{one.stream_type} + " " + std::string{one.stream_id});
    return true;
  });
  REQUIRE(seen.size() == 2);
  CHECK(seen[0] == std::pair{*reader->find_stream("payment", "same-id"), std::string{"payment same-id"}});
  CHECK(seen[1] == std::pair{*reader->find_stream("order", "same-id"), std::string{"order same-id"}});
}

TEST_CASE("an append that conflicts changes no deadline", "[store]") {
  store_under_test t;
  commit(*t.store, {due_at("order-1", 10), due_at("order-2", 20)});
  const auto conflicting = [](append a) {
    a.expected = expected_version::no_stream();
    return a;
  };
  const bool beside_others = GENERATE(true, false);
  std::vector<append> batch{conflicting(due_at("order-1", 1)), conflicting(without_deadline("order-2"))};
  if (beside_others) batch.push_back(due_at("order-3", 30));
  const auto result = commit(*t.store, batch);
  CHECK_FALSE(result.appends[0]);
  CHECK_FALSE(result.appends[1]);
  const auto left = pending(*t.store->open_reader());
  CHECK(left.size() == (beside_others ? 3 : 2));
  CHECK(left[0] == std::pair{std::int64_t{10}, std::string{"order order-1"}});
  CHECK(left[1] == std::pair{std::int64_t{20}, std::string{"order order-2"}});
}

TEST_CASE("of several appends to one stream in a commit the last one's deadline holds", "[store]") {
  store_under_test t;
  commit(*t.store, {due_at("order-1", 10), sample_append("order-1", expected_version::any()),
                    due_at("order-1", 12), due_at("order-2", 1), without_deadline("order-2"),
                    without_deadline("order-3"), due_at("order-3", 3)});
  CHECK(pending(*t.store->open_reader()) == deadlines{{3, "order order-3"}, {12, "order order-1"}});
}

TEST_CASE("a refused commit changes no deadline", "[store]") {
  store_under_test t;
  commit(*t.store, {due_at("order-1", 10)});
  auto nonsense = due_at("order-2", 1);
  nonsense.events.clear();
  CHECK_THROWS_AS(commit(*t.store, {without_deadline("order-1"), nonsense}), store_error);
  CHECK(pending(*t.store->open_reader()) == deadlines{{10, "order order-1"}});
}

TEST_CASE("deadlines are read by time and then by key, page after page", "[store]") {
  store_under_test t;
  std::vector<append> batch;
  for (int i = 0; i < 100; ++i) // Ten at each time, the later times first.
    batch.push_back(due_at("order-" + std::to_string(i), 9 - i / 10));
  commit(*t.store, batch);
  const auto reader = t.store->open_reader();
  const auto limit = GENERATE(std::size_t{1}, std::size_t{7}, std::size_t{10}, std::size_t{100});
  deadline_cursor at;
  std::size_t visited = 0, total = 0;
  do {
    visited = reader->read_deadlines(at, seconds_after_noon(6), limit, [&](const deadline_view& seen) {
      const deadline_cursor next{seen.due, seen.stream};
      CHECK(at < next);
      at = next;
      return true;
    });
    CHECK(visited <= limit);
    total += visited;
  } while (visited == limit);
  CHECK(total == 70);
  CHECK(at.due == seconds_after_noon(6));
}

TEST_CASE("what is due at the very time that is asked for is read and counted", "[store]") {
  store_under_test t;
  commit(*t.store, {due_at("order-1", 10), due_at("order-2", 20), due_at("order-3", 20)});
  const auto reader = t.store->open_reader();
  const auto count = [&](std::int64_t from, std::int64_t up_to) {
    return reader->count_deadlines(seconds_after_noon(from), seconds_after_noon(up_to));
  };
  const timestamp just_before{seconds_after_noon(20).microseconds - 1};
  CHECK(pending(*reader, just_before).size() == 1);
  CHECK(pending(*reader, seconds_after_noon(20)).size() == 3);
  CHECK(count(0, 9) == 0);
  CHECK(count(10, 10) == 1);
  CHECK(count(10, 20) == 3);
  CHECK(count(11, 20) == 2);
  CHECK(count(21, 30) == 0);
  CHECK(count(20, 10) == 0);
  CHECK(reader->count_deadlines(just_before, just_before) == 0);
  CHECK(reader->count_deadlines(earliest_time, latest_time) == 3);
}

TEST_CASE("the first cursor is before any time that can be set", "[store]") {
  store_under_test t;
  auto a = sample_append("order-1", expected_version::any());
  a.deadline = deadline_change::set({std::numeric_limits<std::int64_t>::min()});
  auto b = sample_append("order-2", expected_version::any());
  b.deadline = deadline_change::set(earliest_time);
  commit(*t.store, {a, b});
  CHECK(t.store->open_reader()->read_deadlines({}, earliest_time, 9, [](auto&) { return true; }) == 2);
}

TEST_CASE("a visitor ends the reading, and a limit of none reads none", "[store]") {
  store_under_test t;
  commit(*t.store, {due_at("order-1", 1), due_at("order-2", 2), due_at("order-3", 3)});
  const auto reader = t.store->open_reader();
  int seen = 0;
  CHECK(reader->read_deadlines({}, latest_time, 10, [&](const deadline_view&) { return ++seen < 2; }) == 2);
  CHECK(seen == 2);
  CHECK(reader->read_deadlines({}, latest_time, 0, [&](const deadline_view&) { return ++seen, true; }) == 0);
  CHECK(seen == 2);
}

TEST_CASE("one who reads on is not held up by deadlines that move away", "[store]") {
  store_under_test t;
  commit(*t.store, {due_at("order-1", 1), due_at("order-2", 2), due_at("order-3", 3)});
  const auto reader = t.store->open_reader();
  deadline_cursor at;
  const auto one_more = [&] {
    return reader->read_deadlines(at, seconds_after_noon(9), 1, [&](const deadline_view& seen) {
      at = {seen.due, seen.stream};
      return true;
    });
  };
  REQUIRE(one_more() == 1);
  commit(*t.store, {without_deadline("order-1"), due_at("order-2", 8)}); // The cursor's own is gone.
  REQUIRE(one_more() == 1);
  CHECK(at == deadline_cursor{seconds_after_noon(3), stream_key{3}});
  REQUIRE(one_more() == 1);
  CHECK(at == deadline_cursor{seconds_after_noon(8), stream_key{2}});
  CHECK(one_more() == 0);
}

TEST_CASE("deadlines are what a map from streams to times would hold, whatever the changes", "[store]") {
  store_under_test t;
  std::mt19937 chance{2026};
  std::map<std::string, std::int64_t> model;
  for (int round = 0; round < 60; ++round) {
    std::vector<append> batch;
    for (int i = 0; i < 12; ++i) {
      const auto order = "order-" + std::to_string(chance() % 40);
      const auto due = static_cast<std::int64_t>(chance() % 20);
      switch (chance() % 3) {
      case 0: batch.push_back(sample_append(order, expected_version::any())); break;
      case 1: model.erase("order " + order), batch.push_back(without_deadline(order)); break;
      default: model["order " + order] = due, batch.push_back(due_at(order, due)); break;
      }
    }
    commit(*t.store, batch);
  }
  const auto reader = t.store->open_reader();
  std::map<std::string, std::int64_t> found;
  for (const auto& [due, stream] : pending(*reader))
    CHECK(found.emplace(stream, due).second);
  CHECK(found == model);
  const auto early =
      std::count_if(model.begin(), model.end(), [](const auto& one) { return one.second <= 9; });
  CHECK(reader->count_deadlines(earliest_time, seconds_after_noon(9)) == static_cast<std::uint64_t>(early));
}

TEST_CASE("deadlines are no part of the chain", "[store]") {
  store_under_test t;
  const auto without = make_memory_store();
  const auto head = commit(*t.store, {due_at("order-1", 10)}).head;
  CHECK(head == commit(*without, {sample_append("order-1", expected_version::any())}).head);
}
