// The way back from a backup, and where it is refused.
#include "backup/backed_up_log.hpp"
#include "store/failure_of.hpp"
#include "store/sqlite_shell.hpp"

#include "docket/persistence/backup/backup.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;
namespace fs = std::filesystem;

namespace {

// A backup, and the place of a database that is gone.
struct lost_log : backed_up_log {
  lost_log() {
    back_up(path, backup);
    events_before = events();
    close();
    fs::remove(path);
  }

  std::vector<recorded_event> events_before;
};

} // namespace

TEST_CASE("a restored database has every event, and commands go on in it", "[backup]") {
  lost_log log;
  const auto report = restore(log.backup, log.path);
  CHECK(report.log.head == log.head);
  CHECK(log.events() == log.events_before);
  const auto store = open_sqlite_store(log.path);
  const auto next = commit(*store, {sample_append("order-a", expected_version::any())}).head;
  CHECK(value(next.position) == value(log.head.position) + 1);
  CHECK(verify_log(log.path, {.expect_head = log.head.hash, .progress = {}}).whole());
  CHECK(verify_log(log.backup).head == log.head);
}

TEST_CASE("what is restored from a file that may only be read can be written", "[backup]") {
  lost_log log;
  fs::permissions(log.backup, fs::perms::owner_read);
  restore(log.backup, log.path);
  CHECK(fs::status(log.path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("archives come back with their database", "[backup]") {
  backed_up_log log;
  write_file(log.path.string() + ".archives/0001.docket-archive", "first");
  back_up(log.path, log.backup);
  const auto elsewhere = log.folder / "elsewhere.db";
  CHECK(restore(log.backup, elsewhere).archives == 1);
  CHECK(content_of(elsewhere.string() + ".archives/0001.docket-archive") == "first");
}

TEST_CASE("where a database is, nothing is restored", "[backup]") {
  backed_up_log log;
  back_up(log.path, log.backup);
  const auto later = log.commit_more();
  CHECK(failure_of([&] { restore(log.backup, log.path); }) == store_errc::locked);
  log.close();
  CHECK_THROWS_AS(restore(log.backup, log.path), place_taken);
  CHECK(verify_log(log.path).head == later);
}

TEST_CASE("what is left of another database is not taken for the restored one's", "[backup]") {
  const auto remains = GENERATE("-wal", "-shm", "-journal", ".views");
  lost_log log;
  write_file(log.path.string() + remains, "somebody's");
  CHECK_THROWS_WITH(restore(log.backup, log.path), Catch::Contains(remains));
  CHECK_FALSE(fs::exists(log.path));
  CHECK(content_of(log.path.string() + remains) == "somebody's");
}

TEST_CASE("a damaged backup restores nothing", "[backup]") {
  lost_log log;
  SECTION("in an event") {
    run_sql(log.backup, "UPDATE events SET data = '{}' WHERE position = 2017");
    CHECK_THROWS_WITH(restore(log.backup, log.path),
                      Catch::Contains("nothing was restored") && Catch::Contains("1801 to 2400"));
  }
  SECTION("cut off within a page") {
    fs::resize_file(log.backup, fs::file_size(log.backup) - 1);
    CHECK(failure_of([&] { restore(log.backup, log.path); }) == store_errc::corrupt);
  }
  SECTION("cut off in the middle") {
    fs::resize_file(log.backup, fs::file_size(log.backup) / 8192 * 4096);
    CHECK(failure_of([&] { restore(log.backup, log.path); }) == store_errc::corrupt);
  }
  SECTION("older than what is wanted") {
    CHECK(failure_of([&] { restore(log.backup, log.path, {.expect_head = sha256{1}, .watch = {}}); }) ==
          store_errc::corrupt);
  }
  CHECK(names_in(log.folder.path()) == std::vector<std::string>{"backup.db"});
}

TEST_CASE("a file that is no backup restores nothing", "[backup]") {
  const temporary_folder folder;
  write_file(folder / "diary.txt", std::string(2'000, 'a'));
  CHECK(failure_of([&] { restore(folder / "diary.txt", folder / "orders.db"); }) ==
        store_errc::not_a_database);
  CHECK(failure_of([&] { restore(folder / "nothing.db", folder / "orders.db"); }) == store_errc::not_found);
  CHECK(failure_of([&] { restore(folder.path(), folder / "orders.db"); }) == store_errc::not_a_database);
  CHECK(names_in(folder.path()) == std::vector<std::string>{"diary.txt"});
}

TEST_CASE("a backup is not restored over itself", "[backup]") {
  lost_log log;
  CHECK_THROWS_AS(restore(log.backup, log.backup), place_taken);
  CHECK(verify_log(log.backup).head == log.head);
}
