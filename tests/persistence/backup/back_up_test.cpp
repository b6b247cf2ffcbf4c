// Backups beside a writer, and what they leave alone when something is wrong.
#include "backup/backed_up_log.hpp"
#include "store/failure_of.hpp"
#include "store/faulty_vfs.hpp"
#include "store/other_process.hpp"
#include "store/sqlite_shell.hpp"

#include "docket/persistence/backup/backup.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace docket;
using namespace docket::testing;
namespace fs = std::filesystem;

namespace {

struct given_up {};

// A watch that does something once, when a stage is under way.
backup_watch once_at(backup_stage stage, std::function<void()> what) {
  return
      [stage, what = std::move(what), done = false](backup_stage now, std::uint64_t, std::uint64_t) mutable {
        if (now == stage && !std::exchange(done, true)) what();
      };
}

} // namespace

TEST_CASE("a backup has every event of the log, and is a whole database itself", "[backup]") {
  backed_up_log log;
  const auto report = back_up(log.path, log.backup);
  CHECK(report.log.whole());
  CHECK(report.log.head == log.head);
  CHECK(report.log.events == 12'000);
  CHECK(report.bytes == fs::file_size(log.backup));
  CHECK(whole_log(*open_sqlite_reader(log.backup)) == log.events());
  log.close();
  CHECK(names_in(log.folder.path()) == std::vector<std::string>{"backup.db", "orders.db"});
}

TEST_CASE("a backup of an empty log is one", "[backup]") {
  const temporary_folder folder;
  static_cast<void>(open_sqlite_store(folder / "orders.db"));
  CHECK(back_up(folder / "orders.db", folder / "backup.db").log.head == log_head{});
  static_cast<void>(open_sqlite_store(folder / "backup.db"));
}

TEST_CASE("the writer goes on during a backup, which ends at the commit where it began", "[backup]") {
  backed_up_log log;
  const auto before = log.head;
  int pieces = 0;
  const auto watch = [&](backup_stage stage, std::uint64_t done, std::uint64_t total) {
    CHECK(done <= total);
    if (stage != backup_stage::copying) return;
    ++pieces;
    log.commit_more(50);
    log.store->maintain();
  };
  const auto report = back_up(log.path, log.backup, {.watch = watch});
  REQUIRE(pieces > 1);
  CHECK(report.log.head == before);
  CHECK(verify_log(log.path, {.expect_head = report.log.head.hash, .progress = {}}).whole());
  CHECK(verify_log(log.path).head == log.head);
  CHECK(value(log.head.position) == value(before.position) + 50u * static_cast<unsigned>(pieces));
}

TEST_CASE("what a writer that died left in its write-ahead log is in the backup", "[backup]") {
  const temporary_folder folder;
  const auto path = folder / "orders.db";
  other_process writer{[&] {
    static const auto store = open_sqlite_store(path);
    return hex(commit(*store, {sample_append("order-a", expected_version::any(), 3)}).head.hash);
  }};
  writer.kill();
  REQUIRE(fs::file_size(path.string() + "-wal") > 0);
  CHECK(hex(back_up(path, folder / "backup.db").log.head.hash) == writer.said());
}

TEST_CASE("archives beside the database are copied beside the backup", "[backup]") {
  backed_up_log log;
  write_file(log.path.string() + ".archives/0001.docket-archive", "first");
  write_file(log.path.string() + ".archives/0002.docket-archive", "second one");
  const auto report = back_up(log.path, log.backup);
  CHECK(report.archives == 2);
  CHECK(report.archive_bytes == 15);
  const auto copied = fs::path{log.backup.string() + ".archives"};
  CHECK(names_in(copied) == std::vector<std::string>{"0001.docket-archive", "0002.docket-archive"});
  CHECK(content_of(copied / "0002.docket-archive") == "second one");

  SECTION("the next backup brings those that came since") {
    write_file(log.path.string() + ".archives/0003.docket-archive", "third");
    CHECK(back_up(log.path, log.backup, {.replace = true}).archives == 3);
    CHECK(names_in(copied).size() == 3);
  }
  SECTION("those of another database are not written over") {
    fs::remove(log.backup);
    write_file(copied / "0002.docket-archive", "another's");
    CHECK_THROWS_AS(back_up(log.path, log.backup), place_taken);
    CHECK(content_of(copied / "0002.docket-archive") == "another's");
    CHECK_FALSE(fs::exists(log.backup));
  }
}

TEST_CASE("who may read the database may read its backup, and nobody else", "[backup]") {
  backed_up_log log;
  fs::permissions(log.path, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  back_up(log.path, log.backup);
  CHECK(fs::status(log.backup).permissions() == fs::status(log.path).permissions());
}

TEST_CASE("a file of the backup's name is replaced only where that is wanted", "[backup]") {
  backed_up_log log;
  back_up(log.path, log.backup);
  const auto first = content_of(log.backup);
  log.commit_more();
  CHECK_THROWS_AS(back_up(log.path, log.backup), place_taken);
  CHECK(content_of(log.backup) == first);
  CHECK(back_up(log.path, log.backup, {.replace = true}).log.head == log.head);
  CHECK(verify_log(log.backup).head == log.head);
}

TEST_CASE("a backup that somebody else makes meanwhile is not written over", "[backup]") {
  backed_up_log log;
  const auto watch = once_at(backup_stage::verifying_copy, [&] { write_file(log.backup, "somebody's"); });
  CHECK_THROWS_AS(back_up(log.path, log.backup, {.watch = watch}), place_taken);
  CHECK(content_of(log.backup) == "somebody's");
}

TEST_CASE("the database itself is no place for its backup, by whatever name", "[backup]") {
  backed_up_log log;
  log.close();
  const auto before = content_of(log.path);
  fs::create_symlink(log.path, log.backup);
  for (const auto& place : {log.path, log.folder.path() / "." / "orders.db", log.backup})
    CHECK_THROWS_AS(back_up(log.path, place, {.replace = true}), place_taken);
  CHECK(content_of(log.path) == before);
}

TEST_CASE("a database that has the name of an unfinished copy is not taken for one", "[backup]") {
  backed_up_log log;
  log.close();
  const auto partial = log.folder / "backup.db.partial";
  fs::rename(log.path, partial);
  CHECK_THROWS_AS(back_up(partial, log.backup), place_taken);
  CHECK(verify_log(partial).whole());
}

TEST_CASE("a database that is open for writing is not replaced", "[backup]") {
  backed_up_log log;
  const auto other = open_sqlite_store(log.backup);
  CHECK(failure_of([&] { back_up(log.path, log.backup, {.replace = true}); }) == store_errc::locked);
}

TEST_CASE("a database that is being read, or was when its reader died, is not replaced", "[backup]") {
  backed_up_log log;
  back_up(log.path, log.backup);
  const auto reader = open_sqlite_reader(log.backup);
  CHECK(reader->head() == log.head);
  CHECK_THROWS_AS(back_up(log.path, log.backup, {.replace = true}), place_taken);
}

TEST_CASE("a backup that is given up leaves nothing", "[backup]") {
  const auto stage = GENERATE(backup_stage::copying, backup_stage::verifying_copy);
  backed_up_log log;
  CHECK_THROWS_AS(back_up(log.path, log.backup, {.watch = once_at(stage, [] { throw given_up{}; })}),
                  given_up);
  log.close();
  CHECK(names_in(log.folder.path()) == std::vector<std::string>{"orders.db"});
}

TEST_CASE("what a backup that was killed left is removed by the next", "[backup]") {
  backed_up_log log;
  write_file(log.backup.string() + ".partial", "half a database");
  write_file(log.backup.string() + ".partial-wal", "and its log");
  write_file(log.backup.string() + ".partial.archives/0001.docket-archive", "and an archive");
  CHECK(back_up(log.path, log.backup).log.head == log.head);
  log.close();
  CHECK(names_in(log.folder.path()) == std::vector<std::string>{"backup.db", "orders.db"});
}

TEST_CASE("a disk that is full, or fails, leaves the backup of before and nothing else", "[backup]") {
  const auto [code, what] = GENERATE(
      table<int, store_errc>({{SQLITE_FULL, store_errc::full}, {SQLITE_IOERR_WRITE, store_errc::io}}));
  const int nth = GENERATE(1, 2, 100);
  backed_up_log log;
  back_up(log.path, log.backup);
  const auto first = content_of(log.backup);
  log.commit_more();
  log.close();
  faulty_vfs disk;
  disk.fail(faulty_vfs::file::database, faulty_vfs::operation::write, nth, code, true);
  CHECK(failure_of([&] { back_up(log.path, log.backup, {.replace = true}); }) == what);
  CHECK(disk.struck());
  disk.heal();
  CHECK(content_of(log.backup) == first);
  CHECK(names_in(log.folder.path()) == std::vector<std::string>{"backup.db", "orders.db"});
}

TEST_CASE("a damaged database makes no backup, and the one of before stays", "[backup]") {
  backed_up_log log;
  back_up(log.path, log.backup);
  const auto first = content_of(log.backup);
  log.close();
  run_sql(log.path, "UPDATE events SET user = 'somebody' WHERE position = 17");
  CHECK_THROWS_WITH(back_up(log.path, log.backup, {.replace = true}),
                    Catch::Contains("orders.db is damaged") && Catch::Contains("positions 1 to 600"));
  CHECK(content_of(log.backup) == first);
  CHECK(names_in(log.folder.path()) == std::vector<std::string>{"backup.db", "orders.db"});
}

TEST_CASE("what is no database of docket's makes no backup", "[backup]") {
  const temporary_folder folder;
  write_file(folder / "diary.txt", std::string(2'000, 'a'));
  CHECK(failure_of([&] { back_up(folder / "diary.txt", folder / "backup.db"); }) ==
        store_errc::not_a_database);
  CHECK(failure_of([&] { back_up(folder / "nothing.db", folder / "backup.db"); }) == store_errc::not_found);
  CHECK(names_in(folder.path()) == std::vector<std::string>{"diary.txt"});
}

TEST_CASE("a backup needs a folder that is there", "[backup]") {
  backed_up_log log;
  CHECK(failure_of([&] { back_up(log.path, log.folder / "none" / "backup.db"); }) == store_errc::not_found);
  CHECK(failure_of([&] { back_up(log.path, log.folder.path()); }) == store_errc::not_a_database);
}
