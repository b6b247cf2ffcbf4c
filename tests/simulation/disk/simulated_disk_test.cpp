// A disk that fails, lies and loses power, and what the store above it makes of that.
#include "failure_of.hpp"
#include "sample_appends.hpp"

#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/store/verify.hpp"
#include "docket/simulation/disk/simulated_disk.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace docket;
using namespace docket::testing;

namespace {

struct store_on_disk {
  explicit store_on_disk(disk_options options = {}) : disk("/simulated/1", std::move(options)) { open(); }

  // Every commit makes a checkpoint due.
  void open() { store = open_sqlite_store(path, {.checkpoint_wal_bytes = 1}); }
  log_head commit_one() {
    return commit(*store, {sample_append("order-1", expected_version::any(), 2)}).head;
  }
  // Which waits for no sync.
  void write_snapshot(std::size_t bytes) {
    const auto stream = store->open_reader()->find_stream("order", "order-1").value();
    const snapshot_write what{stream, {.version = version{2}, .format = 1, .data = std::string(bytes, ' ')}};
    store->write_snapshots({&what, 1});
  }
  log_head head() { return open_sqlite_reader(path)->head(); }
  void lose_power(power_damage damage = power_damage::nothing_kept) {
    disk.power_cut(damage, 1);
    store.reset();
    disk.set_faults({});
    disk.restart();
  }

  simulated_disk disk;
  std::filesystem::path path = disk.root() / "log.db";
  std::unique_ptr<event_store> store;
};

disk_faults at_every(disk_operation_kind kind, disk_fault fault) {
  return [=](const disk_operation& asked) { return asked.kind == kind ? fault : disk_fault{}; };
}

} // namespace

TEST_CASE("a store on a simulated disk leaves nothing on the real one", "[disk]") {
  store_on_disk t;
  const auto head = t.commit_one();
  CHECK(t.head() == head);
  CHECK(t.disk.exists(t.path));
  CHECK(t.disk.exists(t.path.string() + "-shm"));
  CHECK_FALSE(std::filesystem::exists(t.path));
  CHECK(t.store->sizes().wal_bytes > 0);
  CHECK(t.disk.counters().of(disk_operation_kind::sync) > 0);
  t.store.reset();
  CHECK(t.disk.names_in(t.disk.root()) == std::vector<std::string>{"log.db"});
}

TEST_CASE("two disks are apart from each other", "[disk]") {
  const simulated_disk one{"/simulated/7"};
  const simulated_disk other{"/simulated/70"};
  const auto store = open_sqlite_store(one.root() / "log.db");
  CHECK(one.exists("/simulated/7/log.db"));
  CHECK(other.names_in(other.root()).empty());
  CHECK(failure_of([&] { static_cast<void>(open_sqlite_reader(other.root() / "log.db")); }) ==
        store_errc::not_found);
}

TEST_CASE("who writes a database on a simulated disk keeps others out, until the power goes", "[disk]") {
  store_on_disk t;
  CHECK_THROWS_WITH(open_sqlite_store(t.path),
                    "/simulated/1/log.db is in use by process 1 on a simulated machine; stop it or use "
                    "another --db");
  auto dead = std::move(t.store);
  t.disk.power_cut(power_damage::nothing_kept, 1);
  CHECK(failure_of([&] { t.open(); }) == store_errc::io);
  t.disk.restart();
  t.open();
  dead.reset(); // Does not take the lock of the one that came after it.
  CHECK(failure_of([&] { static_cast<void>(open_sqlite_store(t.path)); }) == store_errc::locked);
}

TEST_CASE("what was acknowledged outlives the power", "[disk]") {
  store_on_disk t;
  const auto damage = GENERATE(from_range(every_power_damage));
  CAPTURE(name_of(damage));
  t.commit_one();
  const auto head = t.commit_one();
  t.lose_power(damage);
  t.open();
  CHECK(t.head() == head);
  CHECK(verify_log(t.path).whole());
}

TEST_CASE("whatever was open when the power went fails for good", "[disk]") {
  store_on_disk t;
  t.commit_one();
  const auto reader = t.store->open_reader();
  t.disk.power_cut(power_damage::nothing_kept, 1);
  CHECK(failure_of([&] { static_cast<void>(reader->head()); }) == store_errc::io);
  t.disk.restart();
  CHECK(failure_of([&] { t.commit_one(); }).has_value());
  CHECK(failure_of([&] { static_cast<void>(reader->head()); }) == store_errc::io);
}

TEST_CASE("a disk that lies about syncs loses what was acknowledged", "[disk]") {
  store_on_disk t;
  const auto honest = t.commit_one();
  t.disk.set_faults(lies_about_syncs());
  t.commit_one();
  SECTION("until an honest moment") {
    t.disk.set_faults({});
    const auto head = t.commit_one();
    t.lose_power();
    CHECK(t.head() == head);
  }
  SECTION("for ever") {
    t.lose_power();
    CHECK(t.head() == honest);
  }
}

TEST_CASE("what a disk refuses is told by its kind, and only then", "[disk]") {
  store_on_disk t;
  const auto fails_with = [&](disk_operation_kind kind, disk_fault_kind fault) {
    t.disk.set_faults(at_every(kind, {.kind = fault}));
    const auto failed = failure_of([&] { t.commit_one(); });
    t.disk.set_faults({});
    return failed;
  };
  using kind = disk_operation_kind;
  using fault = disk_fault_kind;
  t.commit_one();
  CHECK(fails_with(kind::write, fault::full) == store_errc::full);
  CHECK(fails_with(kind::lock, fault::busy) == store_errc::io);
  CHECK(fails_with(kind::sync, fault::full) == std::nullopt);
  CHECK(fails_with(kind::lock, fault::io_error) == std::nullopt);
  CHECK(fails_with(kind::sync, fault::forgotten_sync) == store_errc::outcome_unknown);
  CHECK(fails_with(kind::write, fault::io_error) == store_errc::closed_to_writes);
}

TEST_CASE("what the sync of a commit has forgotten is not copied into the file", "[disk]") {
  store_on_disk t;
  t.commit_one();
  t.store->maintain(); // The log begins anew.
  const auto acknowledged = t.commit_one();
  t.disk.set_faults(at_every(disk_operation_kind::sync, {.kind = disk_fault_kind::forgotten_sync}));
  t.write_snapshot(100'000);
  CHECK(failure_of([&] { t.commit_one(); }) == store_errc::outcome_unknown);
  t.disk.set_faults({});
  t.store->maintain();
  t.lose_power();
  t.open();
  CHECK(t.head() == acknowledged);
  CHECK(verify_log(t.path).whole());
}

TEST_CASE("nothing is acknowledged behind what the sync of a checkpoint has forgotten", "[disk]") {
  store_on_disk t;
  const auto acknowledged = t.commit_one();
  t.write_snapshot(2);
  t.disk.set_faults(at_every(disk_operation_kind::sync, {.kind = disk_fault_kind::forgotten_sync}));
  static_cast<void>(failure_of([&] { t.store->maintain(); })); // Told now or later.
  t.disk.set_faults({});
  CHECK(failure_of([&] { t.commit_one(); }) == store_errc::closed_to_writes);
  t.lose_power();
  t.open();
  CHECK(t.head() == acknowledged);
  t.commit_one();
  CHECK(verify_log(t.path).whole());
}

TEST_CASE("a bit that flips on its way to the disk is found", "[disk]") {
  store_on_disk t;
  commit(*t.store, {sample_append("order-1", expected_version::any(), 50)});
  t.disk.set_faults([](const disk_operation& asked) {
    const bool page = asked.kind == disk_operation_kind::write && asked.role == disk_file_role::database &&
                      asked.offset > 0;
    return page ? disk_fault{.kind = disk_fault_kind::flipped_bit, .number = 4090 * 8} : disk_fault{};
  });
  t.store.reset(); // Copies the write-ahead log into the file.
  t.disk.set_faults({});
  CHECK_FALSE(verify_log(t.path).whole());
}

TEST_CASE("a bit that flips on its way from the disk is right the next time", "[disk]") {
  store_on_disk t;
  t.commit_one();
  t.store.reset();
  t.disk.set_faults(at_every(disk_operation_kind::read,
                             {.kind = disk_fault_kind::flipped_bit, .number = 4})); // In the file's header.
  CHECK(failure_of([&] { t.open(); }).has_value());
  t.disk.set_faults({});
  CHECK(verify_log(t.path).whole());
}

TEST_CASE("a slow sync is told and goes well", "[disk]") {
  std::chrono::microseconds waited{};
  store_on_disk t{{.on_slow = [&](const disk_operation& asked, std::chrono::microseconds by) {
    CHECK(asked.kind == disk_operation_kind::sync);
    waited += by;
  }}};
  t.disk.set_faults(at_every(disk_operation_kind::sync,
                             {.kind = disk_fault_kind::slow, .slow_by = std::chrono::microseconds{700}}));
  const auto before = t.disk.counters().of(disk_operation_kind::sync);
  t.commit_one();
  const auto syncs = t.disk.counters().of(disk_operation_kind::sync) - before;
  CHECK(syncs > 0);
  CHECK(waited == syncs * std::chrono::microseconds{700});
}

TEST_CASE("the same commits with the same faults leave the same bytes", "[disk]") {
  const auto left = [] {
    seed_sqlite(42);
    store_on_disk t;
    t.commit_one();
    t.disk.set_faults(power_goes_at(t.disk.counters().operations + 6, power_damage::sectors_garbled, 3));
    CHECK(failure_of([&] {
            for (;;)
              t.commit_one();
          }).has_value());
    return std::pair{t.disk.content_of(t.path), t.disk.content_of(t.path.string() + "-wal")};
  };
  const auto first = left();
  CHECK_FALSE(first.second.empty());
  CHECK(left() == first);
}

TEST_CASE("a new database that could not be made for an I/O error can be made the next time", "[disk]") {
  const bool power_goes = GENERATE(false, true);
  bool failed = true;
  for (std::uint64_t nth = 1; failed; ++nth) {
    CAPTURE(nth, power_goes);
    simulated_disk disk{"/simulated/1"};
    const auto open = [&] { static_cast<void>(open_sqlite_store(disk.root() / "log.db")); };
    disk.set_faults(power_goes ? power_goes_at(nth, power_damage::last_write_torn, nth)
                               : fails_once(nth, {.kind = disk_fault_kind::io_error, .number = 100}));
    const auto why = failure_of(open);
    failed = disk.counters().faults > 0;
    REQUIRE(why.value_or(store_errc::io) == store_errc::io);
    disk.set_faults({});
    disk.restart();
    REQUIRE_FALSE(failure_of(open));
  }
}

TEST_CASE("a write-ahead log of before does not come back after a commit, whatever SQLite synced of names",
          "[disk]") {
  store_on_disk t{{.sync_keeps_name = false}};
  t.commit_one();
  t.store.reset(); // Removes the write-ahead log.
  t.open();
  t.disk.set_faults(at_every(disk_operation_kind::write, {.kind = disk_fault_kind::full}));
  CHECK(failure_of([&] { t.commit_one(); }) == store_errc::full);
  t.disk.set_faults({});
  const auto reader = t.store->open_reader(); // Keeps the new one, which was never synced.
  t.store.reset();
  t.open();
  const auto head = t.commit_one();
  t.lose_power(power_damage::names_lost);
  CHECK(t.head() == head);
}
