// A database of format 1: read as it is, upgraded in place by the first who opens it for writing.
#include "deadline_appends.hpp"
#include "failure_of.hpp"
#include "faulty_vfs.hpp"
#include "other_process.hpp"
#include "sqlite_shell.hpp"
#include "temporary_folder.hpp"

#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/store/verify.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace docket;
using namespace docket::testing;
using fault = faulty_vfs;
namespace fs = std::filesystem;

namespace {

// Four events in three commits, for two orders: order-001 and order-002.
const fs::path old_file = DOCKET_SOURCE_DIR "/tests/golden/databases/before-shipping-fee.db";

struct old_database {
  old_database() { fs::copy_file(old_file, path); }

  [[nodiscard]] std::string version() const { return ask_sql(path, "PRAGMA user_version"); }

  temporary_folder folder;
  fs::path path = folder / "old.db";
};

std::string bytes_of(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

// All that was there is there still, and a deadline can be set.
void require_whole(const old_database& old) {
  const auto report = verify_log(old.path);
  CHECK(report.damage == "");
  CHECK(report.events == 4);
  CHECK(report.commits == 3);
  const auto store = open_sqlite_store(old.path);
  const auto reader = store->open_reader();
  CHECK(pending(*reader).empty());
  commit(*store, {due_at("order-001", 10)});
  CHECK(pending(*reader) == deadlines{{10, "order order-001"}});
  CHECK(verify_log(old.path).damage == "");
  CHECK(old.version() == "3");
}

} // namespace

TEST_CASE("a database of format 1 is read as it is: without deadlines and checkpoints", "[store]") {
  const old_database old;
  REQUIRE(old.version() == "1");
  const auto before = bytes_of(old.path);
  {
    const auto reader = open_sqlite_reader(old.path);
    CHECK(reader->head().position == position{4});
    CHECK(whole_log(*reader).size() == 4);
    CHECK(pending(*reader).empty());
    CHECK(reader->count_deadlines(earliest_time, latest_time) == 0);
    CHECK_FALSE(reader->load_checkpoint("fulfilment"));
  }
  CHECK(verify_log(old.path).damage == "");
  CHECK(bytes_of(old.path) == before);
}

TEST_CASE("a database of format 1 is upgraded when it is opened for writing", "[store]") {
  const old_database old;
  const auto events = whole_log(*open_sqlite_reader(old.path));
  const auto head = open_sqlite_reader(old.path)->head();
  {
    const auto store = open_sqlite_store(old.path);
    const auto reader = store->open_reader();
    CHECK(reader->head() == head);
    CHECK(whole_log(*reader) == events);
    CHECK_FALSE(reader->load_checkpoint("fulfilment"));
    store->write_checkpoint("fulfilment", position{4});
    CHECK(reader->load_checkpoint("fulfilment") == position{4});
  }
  CHECK(old.version() == "3");
  require_whole(old);
  static_cast<void>(open_sqlite_store(old.path)); // There is nothing left to upgrade.
  CHECK(old.version() == "3");
}

TEST_CASE("an upgraded database has the same tables as a new one", "[store]") {
  const old_database old;
  static_cast<void>(open_sqlite_store(old.path));
  static_cast<void>(open_sqlite_store(old.folder / "new.db"));
  const auto schema = "SELECT group_concat(type || ' ' || name || ' ' || coalesce(sql, ''), char(10)) FROM "
                      "(SELECT * FROM sqlite_schema ORDER BY name)";
  CHECK(ask_sql(old.path, schema) == ask_sql(old.folder / "new.db", schema));
}

TEST_CASE("who had a database of format 1 open for reading reads on while it is upgraded", "[store]") {
  const old_database old;
  const auto reader = open_sqlite_reader(old.path);
  const auto store = open_sqlite_store(old.path);
  commit(*store, {due_at("order-001", 10)});
  CHECK(reader->head().position == position{5});
  CHECK(whole_log(*reader).size() == 5);
  CHECK(pending(*reader).empty()); // It goes on without what it did not find.
  CHECK(pending(*open_sqlite_reader(old.path)).size() == 1);
}

TEST_CASE("a damaged database of format 1 is not upgraded", "[store]") {
  const old_database old;
  fs::resize_file(old.path, fs::file_size(old.path) - 1);
  const auto before = bytes_of(old.path);
  CHECK(failure_of([&] { static_cast<void>(open_sqlite_store(old.path)); }) == store_errc::corrupt);
  CHECK(bytes_of(old.path) == before);
}

TEST_CASE("an upgrade that the disk refuses leaves the old format or the new one", "[store]") {
  const auto where = GENERATE(fault::file::wal, fault::file::database);
  const auto what = GENERATE(fault::operation::write, fault::operation::sync);
  const int code = GENERATE(as<int>{}, SQLITE_FULL, SQLITE_IOERR_WRITE);
  for (int nth = 1; nth <= 12; ++nth) {
    const old_database old;
    fault disk;
    disk.fail(where, what, nth, code, true);
    const auto failed = failure_of([&] { static_cast<void>(open_sqlite_store(old.path)); });
    CAPTURE(nth, failed.has_value());
    REQUIRE((nth > 1 || disk.struck()));
    if (!disk.struck()) break;
    disk.heal();
    require_whole(old);
  }
}

TEST_CASE("a process that dies while it upgrades leaves the old format or the new one", "[store]") {
  const auto what = GENERATE(fault::operation::write, fault::operation::sync);
  bool survived = false;
  for (int nth = 1; !survived; ++nth) {
    const old_database old;
    std::unique_ptr<event_store> held;
    other_process dying{[&] {
      fault disk;
      disk.die(fault::file::wal, what, nth);
      held = open_sqlite_store(old.path);
      return "survived";
    }};
    survived = dying.said() == "survived";
    dying.kill();
    CAPTURE(nth, survived);
    REQUIRE((nth > 1 || !survived));
    REQUIRE((old.version() == "1" || old.version() == "3"));
    require_whole(old);
    REQUIRE(nth < 100);
  }
}
