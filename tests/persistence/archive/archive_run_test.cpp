// What archiving chooses, refuses and leaves behind, and what is there when it does not come to its end.
#include "archived_log.hpp"
#include "store/deadline_appends.hpp"
#include "store/failure_of.hpp"
#include "store/faulty_vfs.hpp"
#include "store/other_process.hpp"
#include "store/sqlite_shell.hpp"

#include "docket/persistence/store/verify.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <map>

using namespace docket;
using namespace docket::testing;
using fault = faulty_vfs;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> some{"order-2", "order-4", "order-9"};

struct watched_log : log_on_disk {
  void require_unchanged() const {
    CHECK(verify_log(path).damage == "");
    CHECK(whole_log(*open_sqlite_reader(path)) == before);
  }
  [[nodiscard]] std::string archives() const { return ask_sql(path, "SELECT count(*) FROM archives"); }

  std::vector<recorded_event> before = whole_log(*open_sqlite_reader(path));
};

// The quiet orders, as a choice is told of them.
std::vector<std::string> quiet_before(const fs::path& path, timestamp before) {
  std::vector<std::string> ids;
  static_cast<void>(plan_archive(path, before, [&](quiet_streams& quiet, const auto&) {
    quiet.visit("order", [&](stream_key key, const std::string& id) {
      CHECK(quiet.contains(key));
      ids.push_back(id);
    });
  }));
  return ids;
}

} // namespace

TEST_CASE("a plan tells what would move and moves nothing", "[archive]") {
  const watched_log log;
  const auto plan = plan_archive(log.path, latest_time, choice_of(some));
  CHECK(plan.streams == 3);
  CHECK(plan.events == 4 + 8 + 18);
  CHECK_FALSE(fs::exists(log.folder / "log.db.archives"));
  const auto moved = archive_orders(log.path, some);
  CHECK(moved.streams == plan.streams);
  CHECK(moved.events == plan.events);
  CHECK(plan_archive(log.path, latest_time, choice_of(some)).events == 0);
  log.require_unchanged();
}

TEST_CASE("streams with a later event, with a deadline or without events of their own are not offered",
          "[archive]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  const auto at = [](const char* order, std::int64_t second) {
    auto a = sample_append(order, expected_version::any());
    a.events[0].occurred_at = seconds_after_noon(second);
    return a;
  };
  auto waits = at("waits", 1);
  waits.deadline = deadline_change::set(seconds_after_noon(100));
  {
    const auto store = open_sqlite_store(path);
    commit(*store, {at("early", 1), waits, at("late", 9), at("both", 1)});
    commit(*store, {at("both", 9)});
  }
  CHECK(quiet_before(path, seconds_after_noon(1)) == std::vector<std::string>{});
  CHECK(quiet_before(path, seconds_after_noon(2)) == std::vector<std::string>{"early"});
  CHECK(quiet_before(path, seconds_after_noon(10)) == std::vector<std::string>{"early", "late", "both"});
  archive_orders(path, {"early"});
  CHECK(quiet_before(path, seconds_after_noon(10)) == std::vector<std::string>{"late", "both"});
}

TEST_CASE("where nothing is chosen nothing is made", "[archive]") {
  const watched_log log;
  const auto report = archive_orders(log.path, {"nobody"});
  CHECK(report.events == 0);
  CHECK(report.file.empty());
  CHECK(log.archives() == "0");
  archive_orders(log.path, some);
  CHECK(archive_orders(log.path, some).events == 0); // All of them is archived already.
  CHECK(log.archives() == "1");
  CHECK_FALSE(fs::exists(log.archive(2)));
  log.require_unchanged();
}

TEST_CASE("archiving a database that is not there makes none", "[archive]") {
  const temporary_folder folder;
  CHECK(failure_of([&] { archive_orders(folder / "none.db", some); }) == store_errc::not_found);
  CHECK_FALSE(fs::exists(folder / "none.db"));
}

TEST_CASE("a database that somebody writes to is not archived", "[archive]") {
  const watched_log log;
  const auto writer = open_sqlite_store(log.path);
  CHECK(failure_of([&] { archive_orders(log.path, some); }) == store_errc::locked);
  CHECK(plan_archive(log.path, latest_time, choice_of(some)).streams == 3);
  CHECK_FALSE(fs::exists(log.archive(1)));
}

TEST_CASE("a damaged log is not archived", "[archive]") {
  const watched_log log;
  const auto sql =
      GENERATE("UPDATE events SET data = '{}' WHERE position = 140",             // Not moved.
               "UPDATE events SET data = '{}' WHERE stream = 6 AND version = 1", // Of order-4: moved.
               "UPDATE events SET user = '' WHERE stream = 6 AND version = 1",
               "UPDATE events SET id = x'00' WHERE stream = 6 AND version = 1");
  run_sql(log.path, sql);
  CAPTURE(sql);
  CHECK(failure_of([&] { archive_orders(log.path, some); }) == store_errc::corrupt);
  CHECK(ask_sql(log.path, "SELECT count(*) FROM events") == "156");
  CHECK(log.archives() == "0");
  CHECK_FALSE(fs::exists(log.archive(1)));
}

TEST_CASE("what an earlier run has left is removed, and nothing else", "[archive]") {
  const watched_log log;
  archive_orders(log.path, {"order-2"});
  std::ofstream{log.archive(2)} << "half an archive";
  std::ofstream{log.archive(7)} << "another one";
  std::ofstream{log.folder / "log.db.archives" / "notes.txt"} << "somebody's";
  archive_orders(log.path, {"order-4"});
  CHECK(fs::exists(log.archive(1)));
  CHECK(fs::file_size(log.archive(2)) > 20);
  CHECK_FALSE(fs::exists(log.archive(7)));
  CHECK(fs::exists(log.folder / "log.db.archives" / "notes.txt"));
  log.require_unchanged();
}

TEST_CASE("a database becomes smaller when its events have gone, unless it shall not", "[archive]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  {
    const auto store = open_sqlite_store(path);
    for (int i = 0; i < 200; ++i) {
      auto a = sample_append("order-" + std::to_string(i), expected_version::any(), 10);
      for (auto& event : a.events)
        event.data = R"({"note":")" + std::string(400, 'n') + "\"}";
      commit(*store, {a});
    }
  }
  const bool shrink = GENERATE(true, false);
  std::vector<std::string> orders;
  for (int i = 0; i < 190; ++i)
    orders.push_back("order-" + std::to_string(i));
  std::map<std::string, int, std::less<>> told;
  const auto report =
      archive_orders(path, orders, {.shrink = shrink, .progress = [&](std::string_view doing, auto, auto) {
                                      ++told[std::string{doing}];
                                    }});
  CHECK(report.not_shrunk == "");
  CHECK(told.contains("verifying"));
  CHECK(told.contains("shrinking") == shrink);
  CHECK(report.file_bytes < report.database_bytes_before / 10);
  CHECK((fs::file_size(path) < report.database_bytes_before / 4) == shrink);
  CHECK(verify_log(path).damage == "");
}

TEST_CASE("archiving that the disk of the database refuses leaves every event in its place", "[archive]") {
  const auto where = GENERATE(fault::file::wal, fault::file::database);
  const auto what = GENERATE(fault::operation::write, fault::operation::sync);
  const int code = GENERATE(as<int>{}, SQLITE_FULL, SQLITE_IOERR_WRITE);
  for (int nth = 1; nth <= 40; nth += nth < 6 ? 1 : 7) {
    const watched_log log;
    fault disk;
    disk.fail(where, what, nth, code, true);
    const auto failed = failure_of([&] { archive_orders(log.path, some); });
    CAPTURE(nth, failed.has_value());
    if (!disk.struck()) break;
    disk.heal();
    commit(*open_sqlite_store(log.path), {sample_append("after", expected_version::no_stream())});
    CHECK(verify_log(log.path).damage == "");
    CHECK(whole_log(*open_sqlite_reader(log.path)).size() == log.before.size() + 1);
    archive_orders(log.path, some); // Again, or the first time.
    CHECK(log.archives() == "1");
    CHECK(verify_log(log.path).damage == "");
  }
}

TEST_CASE("a process that dies while it archives leaves every event in its place", "[archive]") {
  const auto where = GENERATE(fault::file::wal, fault::file::database);
  const auto what = GENERATE(fault::operation::write, fault::operation::sync);
  bool survived = false;
  for (int nth = 1; !survived; nth += nth < 8 ? 1 : 5) {
    const watched_log log;
    other_process dying{[&] {
      fault disk;
      disk.die(where, what, nth);
      archive_orders(log.path, some);
      return "survived";
    }};
    survived = dying.said() == "survived";
    dying.kill();
    CAPTURE(nth, survived);
    log.require_unchanged();
    archive_orders(log.path, some);
    CHECK(log.archives() == "1");
    CHECK_FALSE(fs::exists(log.archive(2)));
    log.require_unchanged();
    REQUIRE(nth < 300);
  }
}
