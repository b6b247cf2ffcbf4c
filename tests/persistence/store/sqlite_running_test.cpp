// A database while it is open: checkpoints, readers, and others beside it.
#include "sample_appends.hpp"
#include "temporary_folder.hpp"

#include "docket/persistence/store/sqlite/connection.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/store/verify.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

TEST_CASE("checkpoints keep the write-ahead log from growing", "[store]") {
  const temporary_folder folder;
  constexpr std::uint64_t limit = 256 << 10;
  const auto store =
      open_sqlite_store(folder / "log.db", {.cache_bytes = 1 << 20, .checkpoint_wal_bytes = limit});
  const auto reader = store->open_reader();
  for (int i = 0; i < 300; ++i) {
    commit(*store, {sample_append("order-" + std::to_string(i), expected_version::any(), 20)});
    store->maintain();
    CHECK(value(reader->head().position) == static_cast<std::uint64_t>(i + 1) * 20);
  }
  CHECK(store->sizes().wal_bytes < 5 * limit); // Past four times the limit the commits wait.
  CHECK(store->sizes().database_bytes > limit);
  CHECK(verify_log(folder / "log.db").whole());
}

TEST_CASE("a reader that stays in an old moment delays checkpoints, not commits", "[store]") {
  const temporary_folder folder;
  constexpr std::uint64_t limit = 64 << 10;
  const auto store =
      open_sqlite_store(folder / "log.db", {.cache_bytes = 1 << 20, .checkpoint_wal_bytes = limit});
  commit(*store, {sample_append("order-0", expected_version::any())});
  const auto reader = store->open_reader();
  const auto fill = [&](int first) {
    for (int i = first; i < first + 60; ++i) {
      commit(*store, {sample_append("order-" + std::to_string(i), expected_version::any(), 20)});
      store->maintain();
    }
  };
  reader->read_log(position{1}, {}, 1, [&](const event_view&) {
    fill(1);
    return true;
  });
  CHECK(store->sizes().wal_bytes > 4 * limit);
  fill(100);
  fill(200);
  const auto grown = store->sizes().wal_bytes;
  REQUIRE(grown > 5 * limit);
  fill(300);
  CHECK(store->sizes().wal_bytes == grown); // It is written from its start again.
  CHECK(verify_log(folder / "log.db").whole());
}

TEST_CASE("a store opens beside a reader of the newest state, and not beside one of an older state",
          "[store]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  auto store = open_sqlite_store(path);
  commit(*store, {sample_append("order-1", expected_version::any())});
  const auto reader = open_sqlite_reader(path);
  const auto while_reading = [&](const std::function<void()>& work) {
    reader->read_log(position{1}, {}, 1, [&](const event_view&) {
      work();
      return false;
    });
  };
  while_reading([&] {
    store.reset(); // Its write-ahead log stays, because of the reader.
    store = open_sqlite_store(path);
    commit(*store, {sample_append("order-1", expected_version::any())});
  });
  while_reading([&] {
    commit(*store, {sample_append("order-1", expected_version::any())});
    store.reset();
    SQLite::Database leftovers{path.string(), SQLite::OPEN_READWRITE};
    CHECK_THROWS_WITH(sqlite::checkpoint_all(leftovers, "log.db", 0),
                      Catch::Contains("log.db is being read by another process"));
  });
  store = open_sqlite_store(path);
  CHECK(store->open_reader()->head().position == position{3});
}

TEST_CASE("several databases can be open in one process", "[store]") {
  const temporary_folder folder;
  const auto one = open_sqlite_store(folder / "one.db");
  const auto other = open_sqlite_store(folder / "other.db");
  commit(*one, {sample_append("order-1", expected_version::any(), 3)});
  commit(*other, {sample_append("order-1", expected_version::any(), 1)});
  CHECK(one->open_reader()->head().position == position{3});
  CHECK(other->open_reader()->head().position == position{1});
}

TEST_CASE("a reader outlives its store", "[store]") {
  const temporary_folder folder;
  auto store = open_sqlite_store(folder / "log.db");
  const auto head = commit(*store, {sample_append("order-1", expected_version::any(), 3)}).head;
  const auto reader = store->open_reader();
  store.reset();
  CHECK(reader->head() == head);
  CHECK(whole_log(*reader).size() == 3);
}
