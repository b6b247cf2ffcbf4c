// What every store keeps when it appends.
#include "sample_appends.hpp"
#include "stores_under_test.hpp"
#include "temporary_folder.hpp"

#include "docket/persistence/store/memory_store.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

TEST_CASE("an append to a new stream gets the first position, version and key", "[store]") {
  store_under_test t;
  const auto result = commit(*t.store, {sample_append("order-1", expected_version::no_stream(), 3)});
  REQUIRE(result.appends.size() == 1);
  REQUIRE(result.appends[0]);
  CHECK(result.appends[0]->first == position{1});
  CHECK(result.appends[0]->last == version{3});
  CHECK(result.appends[0]->key == stream_key{1});
  CHECK(result.head.position == position{3});
  CHECK(result.head.commit == 1);
  CHECK(result.head.hash != sha256{});
}

TEST_CASE("expected versions are held against the stream's current version", "[store]") {
  store_under_test t;
  commit(*t.store, {sample_append("order-1", expected_version::no_stream(), 2)});
  struct row {
    const char* order;
    expected_version expected;
    bool fits;
    version actual;
    stream_key key;
  };
  const auto c =
      GENERATE(row{"order-1", expected_version::any(), true, {}, {}},
               row{"order-1", expected_version::stream_exists(), true, {}, {}},
               row{"order-1", expected_version::exactly(version{2}), true, {}, {}},
               row{"order-1", expected_version::no_stream(), false, version{2}, stream_key{1}},
               row{"order-1", expected_version::exactly(version{1}), false, version{2}, stream_key{1}},
               row{"order-1", expected_version::exactly(version{3}), false, version{2}, stream_key{1}},
               row{"order-1", expected_version::exactly(version{0}), false, version{2}, stream_key{1}},
               row{"order-2", expected_version::any(), true, {}, {}},
               row{"order-2", expected_version::no_stream(), true, {}, {}},
               row{"order-2", expected_version::exactly(version{0}), true, {}, {}},
               row{"order-2", expected_version::stream_exists(), false, version{0}, stream_key::none},
               row{"order-2", expected_version::exactly(version{1}), false, version{0}, stream_key::none});
  const auto with_key = GENERATE(false, true);
  const bool exists = c.order == std::string{"order-1"};
  const auto key = with_key && exists ? stream_key{1} : stream_key::none;
  CAPTURE(t.kind, c.order, c.expected.describe(), with_key);

  const auto result = commit(*t.store, {sample_append(key, c.order, c.expected)});
  REQUIRE(result.appends[0].has_value() == c.fits);
  if (c.fits) {
    CHECK(result.appends[0]->last == version{exists ? 3u : 1u});
    CHECK(result.appends[0]->key == (exists ? stream_key{1} : stream_key{2}));
  } else {
    CHECK(result.appends[0].error().actual == c.actual);
    CHECK(result.appends[0].error().key == c.key);
    CHECK(result.head.commit == 1);
  }
}

TEST_CASE("an append that conflicts fails alone", "[store]") {
  store_under_test t;
  commit(*t.store, {sample_append("order-1", expected_version::no_stream())});
  const auto result = commit(*t.store, {sample_append("order-2", expected_version::no_stream(), 2),
                                        sample_append("order-1", expected_version::no_stream(), 5),
                                        sample_append("order-3", expected_version::stream_exists()),
                                        sample_append("order-4", expected_version::any(), 1)});
  CHECK(result.appends[0]);
  CHECK_FALSE(result.appends[1]);
  CHECK_FALSE(result.appends[2]);
  REQUIRE(result.appends[3]);
  CHECK(result.appends[3]->first == position{4});
  CHECK(result.appends[3]->key == stream_key{3}); // order-3 was never made, so it took no key.
  const auto reader = t.store->open_reader();
  CHECK(whole_log(*reader).size() == 4);
  CHECK_FALSE(reader->find_stream("order", "order-3"));
}

TEST_CASE("a batch in which everything conflicts is no commit", "[store]") {
  store_under_test t;
  const auto before = commit(*t.store, {sample_append("order-1", expected_version::no_stream())}).head;
  const auto result = commit(*t.store, {sample_append("order-1", expected_version::no_stream()),
                                        sample_append("order-9", expected_version::stream_exists())});
  CHECK(result.head == before);
  const auto reader = t.store->open_reader();
  CHECK(reader->head() == before);
  CHECK_FALSE(reader->commit(2));
  CHECK(commit(*t.store, {sample_append("order-2", expected_version::any())}).appends[0]->first ==
        position{2});
}

TEST_CASE("several appends to one stream in a batch build on each other", "[store]") {
  store_under_test t;
  const auto result = commit(*t.store, {sample_append("order-1", expected_version::no_stream(), 2),
                                        sample_append("order-1", expected_version::exactly(version{2}), 1),
                                        sample_append("order-1", expected_version::exactly(version{2}), 1),
                                        sample_append("order-1", expected_version::any(), 1)});
  REQUIRE(result.appends[1]);
  CHECK(result.appends[1]->last == version{3});
  REQUIRE_FALSE(result.appends[2]);
  CHECK(result.appends[2].error().actual == version{3});
  REQUIRE(result.appends[3]);
  CHECK(result.appends[3]->last == version{4});
  CHECK(result.appends[3]->key == stream_key{1});
}

TEST_CASE("streams of one id but different types are different streams", "[store]") {
  store_under_test t;
  auto payment = sample_append("same-id", expected_version::no_stream());
  payment.stream.type = "payment";
  const auto result = commit(*t.store, {sample_append("same-id", expected_version::no_stream()), payment});
  REQUIRE(result.appends[1]);
  CHECK(result.appends[1]->key == stream_key{2});
  const auto reader = t.store->open_reader();
  CHECK(reader->find_stream("order", "same-id") == stream_key{1});
  CHECK(reader->find_stream("payment", "same-id") == stream_key{2});
  CHECK_FALSE(reader->find_stream("shipment", "same-id"));
}

TEST_CASE("positions and versions have no gaps and keys follow the order of the first appends", "[store]") {
  store_under_test t;
  for (int round = 0; round < 5; ++round) {
    std::vector<append> batch;
    for (int order = 0; order < 20; ++order)
      batch.push_back(sample_append("order-" + std::to_string(order % (7 + round)), expected_version::any(),
                                    1 + order % 3));
    batch.push_back(sample_append("order-0", expected_version::no_stream())); // Conflicts.
    commit(*t.store, batch);
  }
  const auto reader = t.store->open_reader();
  std::vector<std::uint32_t> versions(1, 0);
  std::uint64_t next = 1;
  for (const auto& event : whole_log(*reader)) {
    CHECK(value(event.position) == next++);
    const auto key = static_cast<std::size_t>(event.key);
    if (key == versions.size()) versions.push_back(0);
    REQUIRE(key < versions.size());
    CHECK(value(event.version) == ++versions[key]);
  }
  CHECK(value(reader->head().position) == next - 1);
}

TEST_CASE("the time of recording never goes back", "[store]") {
  store_under_test t;
  commit(*t.store, {sample_append("order-1", expected_version::any())}, seconds_after_noon(10));
  commit(*t.store, {sample_append("order-1", expected_version::any())}, seconds_after_noon(3));
  commit(*t.store, {sample_append("order-1", expected_version::any())}, seconds_after_noon(12));
  const auto reader = t.store->open_reader();
  const auto log = whole_log(*reader);
  CHECK(log[0].recorded_at == seconds_after_noon(10));
  CHECK(log[1].recorded_at == seconds_after_noon(10));
  CHECK(log[2].recorded_at == seconds_after_noon(12));
  CHECK(reader->commit(2)->recorded_at == seconds_after_noon(10));
}

TEST_CASE("an append that makes no sense refuses the whole commit before anything is written", "[store]") {
  store_under_test t;
  commit(*t.store, {sample_append("order-1", expected_version::any())});
  auto nonsense = sample_append("order-2", expected_version::any());
  SECTION("no events") { nonsense.events.clear(); }
  SECTION("a key that was never given") { nonsense.key = stream_key{2}; }
  SECTION("a negative key") { nonsense.key = stream_key{-1}; }
  SECTION("a command that is not there") { nonsense.events[0].command = 1; }
  try {
    commit(*t.store, {sample_append("order-1", expected_version::any()), nonsense});
    FAIL("accepted");
  } catch (const store_error& error) {
    CHECK(error.code() == store_errc::invalid_append);
    CHECK_THAT(error.what(), Catch::Contains("order-2"));
  }
  const auto reader = t.store->open_reader();
  CHECK(value(reader->head().position) == 1);
  CHECK(commit(*t.store, {sample_append("order-1", expected_version::any())}).head.position == position{2});
}

TEST_CASE("the same appends at the same times give the same head in every store", "[store]") {
  temporary_folder folder;
  const auto sqlite = open_sqlite_store(folder / "log.db");
  const auto memory = make_memory_store();
  for (int round = 0; round < 4; ++round) {
    const std::vector<append> batch{
        sample_append("order-1", expected_version::any(), 3),
        sample_append("order-1", expected_version::no_stream()),
        sample_append("order-" + std::to_string(round), expected_version::any(), 2)};
    const auto at = seconds_after_noon(round % 3);
    CHECK(commit(*sqlite, batch, at).head == commit(*memory, batch, at).head);
  }
  CHECK(whole_log(*sqlite->open_reader()) == whole_log(*memory->open_reader()));
}
