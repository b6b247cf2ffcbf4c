// What a failing disk does to commits, and what a reopened database then holds.
#include "failure_of.hpp"
#include "faulty_vfs.hpp"
#include "sample_appends.hpp"
#include "temporary_folder.hpp"

#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/store/verify.hpp"

#include <catch2/catch.hpp>

#include <optional>

using namespace docket;
using namespace docket::testing;

namespace {

using fault = faulty_vfs;

struct store_on_faulty_disk {
  explicit store_on_faulty_disk(const sqlite_options& options = {})
      : store(open_sqlite_store(path, options)) {
    acknowledged = commit(*store, {sample_append("order-1", expected_version::any(), 3)}).head;
  }

  std::optional<store_errc> commit_more(int count = 1) {
    return failure_of([&] {
      acknowledged = commit(*store, {sample_append("order-1", expected_version::any(), count),
                                     sample_append("order-2", expected_version::any(), count)})
                         .head;
    });
  }

  void reopen() {
    store.reset();
    disk.heal();
    store = open_sqlite_store(path);
  }

  temporary_folder folder;
  std::filesystem::path path = folder / "log.db";
  fault disk;
  std::unique_ptr<event_store> store;
  log_head acknowledged;
};

} // namespace

TEST_CASE("a full disk fails the commit, and the store goes on when there is room", "[store]") {
  store_on_faulty_disk t;
  const int nth = GENERATE(1, 2, 5, 9); // Frame headers and pages in turn.
  t.disk.fail(fault::file::wal, fault::operation::write, nth, SQLITE_FULL);
  CHECK(t.commit_more(20) == store_errc::full);
  REQUIRE(t.disk.struck());
  CHECK(t.store->open_reader()->head() == t.acknowledged);
  CHECK(t.commit_more() == std::nullopt);
  CHECK(value(t.acknowledged.position) == 5);
  CHECK(verify_log(t.path).head == t.acknowledged);
  t.reopen();
  CHECK(t.store->open_reader()->head() == t.acknowledged);
  CHECK(verify_log(t.path).whole());
}

TEST_CASE("names that a failed commit had given are given anew", "[store]") {
  store_on_faulty_disk t;
  auto shipped = sample_append("parcel-1", expected_version::no_stream());
  shipped.stream.type = "shipment";
  shipped.events[0].type = "ShipmentRequested";
  t.disk.fail(fault::file::wal, fault::operation::write, 1, SQLITE_FULL);
  CHECK(failure_of([&] { commit(*t.store, {shipped}); }) == store_errc::full);
  const auto result = commit(*t.store, {sample_append("order-3", expected_version::no_stream()), shipped});
  CHECK(result.appends[1]->key == stream_key{3});
  CHECK(whole_log(*t.store->open_reader()).back().type == "ShipmentRequested");
  CHECK(verify_log(t.path).damage == "");
}

TEST_CASE("a full disk is full until it is not", "[store]") {
  store_on_faulty_disk t;
  t.disk.fail(fault::file::wal, fault::operation::write, 1, SQLITE_FULL, true);
  for (int i = 0; i < 3; ++i)
    CHECK(t.commit_more() == store_errc::full);
  t.disk.heal();
  CHECK(t.commit_more() == std::nullopt);
  CHECK(verify_log(t.path).whole());
}

TEST_CASE("after a failed sync the outcome is unknown and nothing more is written", "[store]") {
  store_on_faulty_disk t;
  t.disk.fail(fault::file::wal, fault::operation::sync, 1, SQLITE_IOERR_FSYNC);
  CHECK(t.commit_more() == store_errc::outcome_unknown);
  REQUIRE(t.disk.struck());
  CHECK(t.commit_more() == store_errc::closed_to_writes);
  CHECK(t.commit_more() == store_errc::closed_to_writes);
  CHECK(failure_of([&] {
          t.store->write_snapshots(std::vector<snapshot_write>{{stream_key{1}, {version{3}, 1, "{}"}}});
        }) == store_errc::closed_to_writes);
  CHECK(t.store->open_reader()->head() == t.acknowledged); // Readers see nothing that may not be durable.

  t.reopen();
  const auto found = t.store->open_reader()->head();
  CHECK((found == t.acknowledged || found.commit == t.acknowledged.commit + 1)); // Whole or not at all.
  CHECK(verify_log(t.path).whole());
  CHECK(t.commit_more() == std::nullopt);
  CHECK(t.acknowledged.commit == found.commit + 1);
}

TEST_CASE("after a failed write at commit the outcome is unknown", "[store]") {
  store_on_faulty_disk t;
  const int nth = GENERATE(1, 2, 6);
  t.disk.fail(fault::file::wal, fault::operation::write, nth, SQLITE_IOERR_WRITE);
  CHECK(t.commit_more() == store_errc::outcome_unknown);
  REQUIRE(t.disk.struck());
  CHECK(t.commit_more() == store_errc::closed_to_writes);
  t.reopen();
  CHECK(verify_log(t.path).whole());
  CHECK(t.store->open_reader()->head() == t.acknowledged);
  CHECK(t.commit_more() == std::nullopt);
}

TEST_CASE("closing after an unknown outcome leaves the database to the next opening", "[store]") {
  store_on_faulty_disk t;
  t.disk.fail(fault::file::wal, fault::operation::sync, 1, SQLITE_IOERR_FSYNC);
  CHECK(t.commit_more() == store_errc::outcome_unknown);
  t.disk.heal();
  const auto before = std::filesystem::file_size(t.path);
  t.store.reset();
  CHECK(std::filesystem::file_size(t.path) == before); // Not checkpointed.
  CHECK(std::filesystem::exists(t.path.string() + "-wal"));
}

TEST_CASE("snapshots do not wait for the disk, and the commits after them still do", "[store]") {
  store_on_faulty_disk t;
  const std::vector<snapshot_write> snapshots{{stream_key{1}, {version{3}, 1, "{}"}}};
  t.disk.fail(fault::file::wal, fault::operation::sync, 1, SQLITE_IOERR_FSYNC);
  t.store->write_snapshots(snapshots);
  CHECK_FALSE(t.disk.struck());
  CHECK(t.commit_more() == store_errc::outcome_unknown);
  CHECK(t.disk.struck());
}

TEST_CASE("snapshots that cannot be written leave the store writable, and its commits durable", "[store]") {
  store_on_faulty_disk t;
  const std::vector<snapshot_write> snapshots{{stream_key{1}, {version{3}, 1, "{}"}}};
  t.disk.fail(fault::file::wal, fault::operation::write, 1, SQLITE_FULL);
  CHECK(failure_of([&] { t.store->write_snapshots(snapshots); }) == store_errc::full);
  CHECK_FALSE(t.store->open_reader()->load_snapshot(stream_key{1}));
  CHECK(t.commit_more() == std::nullopt);
  t.disk.fail(fault::file::wal, fault::operation::sync, 1, SQLITE_IOERR_FSYNC);
  CHECK(t.commit_more() == store_errc::outcome_unknown);
}

TEST_CASE("a read that fails before the commit leaves the store writable", "[store]") {
  store_on_faulty_disk t;
  for (int i = 0; i < 40; ++i)
    REQUIRE(t.commit_more(50) == std::nullopt);
  t.store.reset();
  t.store = open_sqlite_store(t.path); // With an empty page cache: it has to read.
  t.disk.fail(fault::file::database, fault::operation::read, 1, SQLITE_IOERR_READ);
  CHECK(t.commit_more() == store_errc::io);
  REQUIRE(t.disk.struck());
  CHECK(t.store->open_reader()->head() == t.acknowledged);
  CHECK(t.commit_more() == std::nullopt);
  CHECK(verify_log(t.path).head == t.acknowledged);
}

TEST_CASE("a failing checkpoint is told and does not stop commits", "[store]") {
  temporary_folder folder;
  fault disk;
  const auto path = folder / "log.db";
  const auto store = open_sqlite_store(path, {.cache_bytes = 1 << 20, .checkpoint_wal_bytes = 64 << 10});
  const auto fill = [&] {
    for (int i = 0; i < 20; ++i)
      commit(*store, {sample_append("order-" + std::to_string(i), expected_version::any(), 20)});
  };
  const auto [where, what, code] =
      GENERATE(std::tuple{fault::file::database, fault::operation::write, SQLITE_IOERR_WRITE},
               std::tuple{fault::file::database, fault::operation::write, SQLITE_FULL});
  fill();
  disk.fail(where, what, 1, code);
  std::optional<store_errc> told;
  while (!told) // Most of a checkpoint happens beside the commits: its failure is told by a later call.
    told = failure_of([&] { store->maintain(); });
  CHECK(told == (code == SQLITE_FULL ? store_errc::full : store_errc::io));
  REQUIRE(disk.struck());
  fill();
  store->maintain(); // The disk is well again.
  CHECK(verify_log(path).events == 800);
  CHECK(verify_log(path).whole());
}

TEST_CASE("a sync that fails in a checkpoint is told, and nothing more is written", "[store]") {
  const auto where = GENERATE(fault::file::wal, fault::file::database);
  store_on_faulty_disk t{sqlite_options{.cache_bytes = 1 << 20, .checkpoint_wal_bytes = 64 << 10}};
  REQUIRE(t.commit_more(500) == std::nullopt);
  t.disk.fail(where, fault::operation::sync, 1, SQLITE_IOERR_FSYNC);
  std::optional<store_errc> told;
  while (!told) // By a later call, as above.
    told = failure_of([&] { t.store->maintain(); });
  CHECK((told == store_errc::io || told == store_errc::closed_to_writes));
  REQUIRE(t.disk.struck());
  CHECK(t.commit_more() == store_errc::closed_to_writes);
  CHECK_NOTHROW(t.store->maintain());
  t.reopen();
  CHECK(t.commit_more() == std::nullopt);
  CHECK(verify_log(t.path).whole());
}

TEST_CASE("a store cannot be opened when what was left cannot be checkpointed", "[store]") {
  store_on_faulty_disk t;
  t.disk.fail(fault::file::wal, fault::operation::sync, 1, SQLITE_IOERR_FSYNC);
  REQUIRE(t.commit_more() == store_errc::outcome_unknown); // So that the write-ahead log stays.
  t.store.reset();
  t.disk.fail(fault::file::database, fault::operation::sync, 1, SQLITE_IOERR_FSYNC);
  CHECK(failure_of([&] { t.store = open_sqlite_store(t.path); }) == store_errc::io);
  REQUIRE(t.disk.struck());
  t.reopen(); // The failed opening has left no lock behind.
  CHECK(verify_log(t.path).whole());
}

TEST_CASE("whatever write or sync fails, what was acknowledged is there afterwards", "[store]") {
  for (const auto what : {fault::operation::write, fault::operation::sync})
    for (const auto where : {fault::file::wal, fault::file::database})
      for (const int code : {SQLITE_IOERR_WRITE, SQLITE_FULL})
        for (int nth = 1; nth <= 12; ++nth) {
          store_on_faulty_disk t;
          t.disk.fail(where, what, nth, code, nth % 2 == 0);
          for (int i = 0; i < 4; ++i) {
            static_cast<void>(t.commit_more(3));
            static_cast<void>(failure_of([&] { t.store->maintain(); }));
          }
          t.reopen();
          const auto report = verify_log(t.path);
          CAPTURE(nth, code, report.damage);
          REQUIRE(report.whole());
          REQUIRE(report.commits >= t.acknowledged.commit);
          REQUIRE(t.store->open_reader()->commit(t.acknowledged.commit)->hash == t.acknowledged.hash);
        }
}
