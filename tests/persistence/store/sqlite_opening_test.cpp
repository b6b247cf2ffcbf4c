// Opening a database: what is refused, by which words, and what is found again.
#include "other_process.hpp"
#include "sample_appends.hpp"
#include "sqlite_shell.hpp"
#include "temporary_folder.hpp"

#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/store/verify.hpp"

#include <catch2/catch.hpp>

#include <fstream>

#include <unistd.h>

using namespace docket;
using namespace docket::testing;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

struct refusal {
  std::optional<store_errc> code;
  std::string text;
};

template <class Open>
refusal refusal_of(Open&& open) {
  try {
    static_cast<void>(open());
    return {};
  } catch (const store_error& error) {
    return {error.code(), error.what()};
  }
}

refusal refused_for_writing(const fs::path& path) {
  return refusal_of([&] { return open_sqlite_store(path); });
}

refusal refused_for_reading(const fs::path& path) {
  return refusal_of([&] { return open_sqlite_reader(path); });
}

void write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream{path, std::ios::binary} << bytes;
}

std::string read_file(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder}, {}));
}

void make_log(const fs::path& path, int commits = 3) {
  const auto store = open_sqlite_store(path);
  for (int i = 0; i < commits; ++i)
    commit(*store, {sample_append("order-1", expected_version::any(), 2)});
}

} // namespace

TEST_CASE("a reopened log goes on where it ended", "[store]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  log_head head;
  {
    const auto store = open_sqlite_store(path);
    commit(*store, {sample_append("order-1", expected_version::any(), 2)});
    head = commit(*store, {sample_append("order-2", expected_version::any())}, seconds_after_noon(9)).head;
  }
  const auto store = open_sqlite_store(path);
  CHECK(store->open_reader()->head() == head);
  const auto result =
      commit(*store, {sample_append("order-1", expected_version::exactly(version{2})),
                      sample_append(stream_key{2}, "order-2", expected_version::exactly(version{1})),
                      sample_append("order-3", expected_version::no_stream())});
  CHECK(result.appends[0]->first == position{4});
  CHECK(result.appends[0]->last == version{3});
  CHECK(result.appends[1]->last == version{2});
  CHECK(result.appends[2]->key == stream_key{3});
  CHECK(result.head.commit == 3);
  CHECK(store->open_reader()->commit(3)->recorded_at ==
        seconds_after_noon(9)); // Not earlier than the last one.
  CHECK(verify_log(path).whole());
}

TEST_CASE("a closed database is one file", "[store]") {
  const temporary_folder folder;
  make_log(folder / "log.db");
  CHECK(files_in(folder.path()) == 1);
  CHECK(refused_for_reading(folder / "log.db").code == std::nullopt);
  CHECK(verify_log(folder / "log.db").whole());
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a file is marked as docket's, with its format version", "[store]") {
  const temporary_folder folder;
  make_log(folder / "log.db");
  CHECK(ask_sql(folder / "log.db", "PRAGMA application_id") == "1148150635");
  CHECK(ask_sql(folder / "log.db", "PRAGMA user_version") == "3");
  CHECK(ask_sql(folder / "log.db", "PRAGMA page_size") == "4096");
  CHECK(ask_sql(folder / "log.db", "PRAGMA journal_mode") == "wal");
}

TEST_CASE("people with the sqlite3 shell can read the log", "[store]") {
  const temporary_folder folder;
  make_log(folder / "log.db", 1);
  const auto path = folder / "log.db";
  CHECK(ask_sql(path,
                "SELECT stream_type || ' ' || stream_id || ' ' || version || ' ' || event_type FROM log "
                "WHERE position = 2") == "order order-1 2 ItemAdded");
  CHECK(ask_sql(path, "SELECT recorded_at FROM log WHERE position = 1") == "2026-02-25T06:13:20.000000Z");
  CHECK(ask_sql(path, "SELECT event_id FROM log WHERE position = 1") ==
        "019c1122-3344-7000-8000-000000000001");
  run_sql(path, "UPDATE events SET occurred_at = -1 WHERE position = 1");
  CHECK(ask_sql(path, "SELECT occurred_at FROM log WHERE position = 1") == "1969-12-31T23:59:59.999999Z");
}

TEST_CASE("a second store in the same process is told who holds the database", "[store]") {
  const temporary_folder folder;
  const auto store = open_sqlite_store(folder / "orders.db");
  for (const auto& path : {folder / "orders.db", folder.path() / "." / "orders.db"}) {
    const auto refused = refused_for_writing(path);
    CHECK(refused.code == store_errc::locked);
    CHECK_THAT(refused.text,
               Contains("orders.db is in use by process " + std::to_string(getpid()) + " on ") &&
                   Contains(" since 20") && Contains("; stop it or use another --db"));
  }
}

TEST_CASE("a second process is told who holds the database", "[store]") {
  const temporary_folder folder;
  std::unique_ptr<event_store> held;
  other_process other{[&] {
    held = open_sqlite_store(folder / "orders.db");
    return "holds it";
  }};
  REQUIRE(other.said() == "holds it");
  const auto refused = refused_for_writing(folder / "orders.db");
  CHECK(refused.code == store_errc::locked);
  CHECK_THAT(refused.text, Contains("process " + std::to_string(other.id()) + " on "));
  other.kill();
  CHECK(refused_for_writing(folder / "orders.db").code == std::nullopt);
}

TEST_CASE("a symbolic link is the database that it names", "[store]") {
  const temporary_folder folder;
  fs::create_symlink("real.db", folder / "link.db"); // Its target is yet to be made.
  const auto store = open_sqlite_store(folder / "link.db");
  CHECK(fs::exists(folder / "real.db"));
  CHECK(refused_for_writing(folder / "real.db").code == store_errc::locked);
}

TEST_CASE("a failed opening leaves no lock behind", "[store]") {
  const temporary_folder folder;
  write_file(folder / "log.db", std::string(8192, 'x'));
  CHECK(refused_for_writing(folder / "log.db").code == store_errc::not_a_database);
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("what a killed process had committed is there, checkpointed", "[store]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  std::unique_ptr<event_store> held;
  other_process other{[&] {
    held = open_sqlite_store(path);
    for (int i = 0; i < 20; ++i)
      commit(*held, {sample_append("order-1", expected_version::any(), 5)});
    return std::to_string(value(held->open_reader()->head().position));
  }};
  REQUIRE(other.said() == "100");
  other.kill();
  const auto wal = path.string() + "-wal";
  REQUIRE(fs::file_size(wal) > 0);

  SECTION("readers leave it as it is") {
    const auto before = read_file(path);
    const auto wal_before = read_file(wal);
    CHECK(open_sqlite_reader(path)->head().position == position{100});
    CHECK(verify_log(path).whole());
    CHECK(read_file(path) == before);
    CHECK(read_file(wal) == wal_before);
  }
  SECTION("the next store checkpoints it before it returns") {
    const auto store = open_sqlite_store(path);
    CHECK(store->sizes().wal_bytes == 0);
    CHECK(store->open_reader()->head().position == position{100});
    CHECK(verify_log(path).whole());
  }
}

TEST_CASE("a reader in another process sees what is committed beside it", "[store]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  std::unique_ptr<event_store> held;
  other_process other{[&] {
    held = open_sqlite_store(path);
    commit(*held, {sample_append("order-1", expected_version::any(), 5)});
    return "";
  }};
  const auto reader = open_sqlite_reader(path);
  CHECK(reader->head().position == position{5});
  CHECK(verify_log(path).whole());
}

TEST_CASE("reading never makes a database", "[store]") {
  const temporary_folder folder;
  const auto refused = refused_for_reading(folder / "none.db");
  CHECK(refused.code == store_errc::not_found);
  CHECK_THAT(refused.text, Contains("none.db"));
  CHECK(refusal_of([&] { return verify_log(folder / "none.db"); }).code == store_errc::not_found);
  CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("a file without content is a new database for writing, and none for reading", "[store]") {
  const temporary_folder folder;
  write_file(folder / "log.db", "");
  const auto refused = refused_for_reading(folder / "log.db");
  CHECK(refused.code == store_errc::not_a_database);
  CHECK_THAT(refused.text, Contains("is empty"));
  CHECK(refused_for_writing(folder / "log.db").code == std::nullopt);
  CHECK(verify_log(folder / "log.db").whole());
}

TEST_CASE("what is no database of docket's is refused and left alone", "[store]") {
  const temporary_folder folder;
  const auto path = folder / "file";
  std::string why = "another program";
  SECTION("text") {
    write_file(path, "name,price\nwidget,29.99\n" + std::string(5000, '-'));
    why = "not a database";
  }
  SECTION("a few bytes") {
    write_file(path, GENERATE("x", "hello"));
    why = "not a docket database";
  }
  SECTION("another program's database") { run_sql(path, "CREATE TABLE contacts (name)"); }
  SECTION("another program's database with its own mark") {
    run_sql(path, "PRAGMA application_id = 7; CREATE TABLE events (position)");
  }
  const auto before = read_file(path);
  for (const auto& refused : {refused_for_writing(path), refused_for_reading(path)}) {
    CHECK(refused.code == store_errc::not_a_database);
    CHECK_THAT(refused.text, Contains(path.string()) && Contains(why));
  }
  CHECK(read_file(path) == before);
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a directory is no database", "[store]") {
  const temporary_folder folder;
  for (const auto& refused : {refused_for_writing(folder.path()), refused_for_reading(folder.path())}) {
    CHECK(refused.code == store_errc::not_a_database);
    CHECK_THAT(refused.text, Contains("is a directory"));
  }
}

TEST_CASE("a device is no database", "[store]") {
  CHECK(refused_for_writing("/dev/null").code == store_errc::not_a_database);
  CHECK(refused_for_reading("/dev/null").code == store_errc::not_a_database);
}

TEST_CASE("a folder that is missing is named", "[store]") {
  const temporary_folder folder;
  const auto refused = refused_for_writing(folder.path() / "none" / "log.db");
  CHECK(refused.code == store_errc::not_found);
  CHECK_THAT(refused.text, Contains("there is no folder"));
}

TEST_CASE("a newer format is refused with both versions and what to do", "[store]") {
  const temporary_folder folder;
  make_log(folder / "log.db");
  run_sql(folder / "log.db", "PRAGMA user_version = 4");
  const auto before = read_file(folder / "log.db");
  for (const auto& refused :
       {refused_for_writing(folder / "log.db"), refused_for_reading(folder / "log.db")}) {
    CHECK(refused.code == store_errc::newer_format);
    CHECK_THAT(refused.text, Contains("format version 4") && Contains("up to 3") && Contains("upgrade"));
  }
  CHECK(read_file(folder / "log.db") == before);
}

TEST_CASE("a truncated database is refused as damaged", "[store]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  make_log(path, 200);
  const auto whole = fs::file_size(path);
  const auto size =
      GENERATE_COPY(whole - 4096, whole - 1, whole / 2, std::uintmax_t{4096}, std::uintmax_t{5000});
  CAPTURE(size, whole);
  fs::resize_file(path, size);
  CHECK(refused_for_writing(path).code == store_errc::corrupt);
  const auto refused = refusal_of([&] {
    const auto report = verify_log(path);
    if (!report.whole()) throw store_error(store_errc::corrupt, report.damage);
  });
  CHECK(refused.code == store_errc::corrupt);
}

TEST_CASE("a database whose last event is gone is not written to", "[store]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  make_log(path);
  const auto sql = GENERATE("DELETE FROM events WHERE position = 6", "DELETE FROM commits WHERE number = 3",
                            "DELETE FROM commits", "DELETE FROM events");
  run_sql(path, sql);
  const auto refused = refused_for_writing(path);
  CHECK(refused.code == store_errc::corrupt);
  CHECK_THAT(refused.text, Contains("docket verify"));
}

TEST_CASE("without permission neither reading nor writing is possible", "[store]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  make_log(path);
  fs::permissions(folder.path(), fs::perms{0777});
  const auto asked = [&](fs::perms mode, const std::function<refusal()>& open) {
    fs::permissions(path, mode);
    other_process ordinary_user{[&] {
      give_up_root();
      const auto refused = open();
      return (refused.code == store_errc::io ? "io: " : "") + refused.text;
    }};
    return ordinary_user.said();
  };
  CHECK_THAT(asked(fs::perms{0000}, [&] { return refused_for_writing(path); }),
             Contains("io: ") && Contains("for writing") && Contains("permission", Catch::CaseSensitive::No));
  CHECK_THAT(asked(fs::perms{0000}, [&] { return refused_for_reading(path); }),
             Contains("io: ") && Contains("for reading"));
  CHECK_THAT(asked(fs::perms{0444}, [&] { return refused_for_writing(path); }),
             Contains("io: ") && Contains("for writing"));
  CHECK(asked(fs::perms{0444}, [&] { return refused_for_reading(path); }) == "");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a database in a read-only folder can be read", "[store]") {
  const temporary_folder folder;
  const auto path = folder / "100% of #orders?.db"; // What must be escaped in an address.
  make_log(path);
  fs::permissions(path, fs::perms{0444});
  fs::permissions(folder.path(), fs::perms{0555});
  other_process ordinary_user{[&] {
    give_up_root();
    const auto head = open_sqlite_reader(path)->head();
    return std::to_string(value(head.position)) + (verify_log(path).whole() ? " whole" : " damaged") + " " +
           refused_for_writing(path).text;
  }};
  CHECK_THAT(ordinary_user.said(), Catch::StartsWith("6 whole ") && Contains("cannot be opened for writing"));
  fs::permissions(folder.path(), fs::perms{0755});
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("what a killed process left in a read-only folder can be read", "[store]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  std::unique_ptr<event_store> held;
  other_process writer{[&] {
    held = open_sqlite_store(path);
    commit(*held, {sample_append("order-1", expected_version::any(), 5)});
    return "";
  }};
  writer.kill();
  for (const auto* file : {"log.db", "log.db-wal", "log.db-shm"})
    fs::permissions(folder / file, fs::perms{0444});
  fs::permissions(folder.path(), fs::perms{0555});
  other_process ordinary_user{[&] {
    give_up_root();
    return std::to_string(value(open_sqlite_reader(path)->head().position));
  }};
  fs::permissions(folder.path(), fs::perms{0755});
  CHECK(ordinary_user.said() == "5");
}

TEST_CASE("rows that somebody else has written in the way are not written over", "[store]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  const auto store = open_sqlite_store(path);
  const auto head = commit(*store, {sample_append("order-1", expected_version::any(), 2)}).head;
  run_sql(path,
          "INSERT INTO events SELECT 3, stream, 3, type, schema, id, occurred_at, recorded_at, command_id, "
          "fingerprint, user, correlation, causation, traceparent, data FROM events WHERE position = 2");
  const auto refused =
      refusal_of([&] { return commit(*store, {sample_append("order-1", expected_version::any())}); });
  CHECK(refused.code == store_errc::corrupt);
  CHECK(store->open_reader()->head() == head);
  CHECK(ask_sql(path, "SELECT count(*) FROM events") == "3");
}
