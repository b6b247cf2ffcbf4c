// What verify_log finds, and where it says it is.
#include "sample_appends.hpp"
#include "sqlite_shell.hpp"
#include "temporary_folder.hpp"

#include "docket/persistence/store/hash_chain.hpp"
#include "docket/persistence/store/sqlite_store.hpp"
#include "docket/persistence/store/verify.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace docket;
using namespace docket::testing;
using Catch::Contains;

namespace {

// Ten commits of four events each: commit n holds positions 4n-3 to 4n; two for order-a, one for order-b, one
// for a new order of its own. Keys: order-a 1, order-b 2, the others from 3 on.
struct whole_log_on_disk {
  whole_log_on_disk() {
    const auto store = open_sqlite_store(path);
    for (int n = 1; n <= 10; ++n)
      heads.push_back(commit(*store,
                             {sample_append("order-a", expected_version::any(), 2),
                              sample_append("order-b", expected_version::any()),
                              sample_append("order-" + std::to_string(n), expected_version::no_stream())},
                             seconds_after_noon(n))
                          .head);
    store->write_snapshots(std::vector<snapshot_write>{{stream_key{1}, {version{20}, 1, "{}"}}});
  }

  temporary_folder folder;
  std::filesystem::path path = folder / "log.db";
  std::vector<log_head> heads;
};

verify_report after(const whole_log_on_disk& log, const std::string& sql) {
  run_sql(log.path, sql);
  return verify_log(log.path);
}

} // namespace

TEST_CASE("a whole log is found whole", "[verify]") {
  const whole_log_on_disk log;
  const auto report = verify_log(log.path);
  CHECK(report.damage == "");
  CHECK(report.whole());
  CHECK(report.events == 40);
  CHECK(report.commits == 10);
  CHECK(report.streams == 12);
  CHECK(report.head == log.heads.back());
}

TEST_CASE("an empty log is whole", "[verify]") {
  const temporary_folder folder;
  static_cast<void>(open_sqlite_store(folder / "log.db"));
  const auto report = verify_log(folder / "log.db", {.expect_head = sha256{}, .progress = {}});
  CHECK(report.whole());
  CHECK(report.head == log_head{});
}

TEST_CASE("any changed cell of an event is found in its commit", "[verify]") {
  const whole_log_on_disk log;
  // Position 18 is the second event of commit 5, of order-a.
  const auto change = GENERATE(
      "data = '{\"line\":3}'", "data = data || ' '", "user = 'clerk-2'", "user = NULL", "correlation = 'x'",
      "causation = 'x'", "traceparent = 'x'", "command_id = 'x'", "fingerprint = fingerprint + 1",
      "occurred_at = occurred_at + 1", "recorded_at = recorded_at + 1", "type = 3 - type", "schema = 7",
      "schema = schema + 4294967296", "id = x'00112233445566778899aabbccddeeff'", "id = x'00'",
      "version = 100", "version = version + 4294967296", "stream = 3");
  CAPTURE(change);
  const auto report = after(log, "UPDATE events SET " + std::string{change} + " WHERE position = 18");
  INFO(report.damage);
  CHECK_FALSE(report.whole());
  CHECK(report.at_commit == 5);
  REQUIRE(report.at_position);
  CHECK((value(*report.at_position) == 17 || value(*report.at_position) == 18));
  CHECK_THAT(report.damage, Contains("commit 5"));
  CHECK(report.head == log.heads[3]); // Whole so far.
}

TEST_CASE("an unset text that is stored as an empty one is found", "[verify]") {
  const temporary_folder folder;
  {
    auto a = sample_append("order-1", expected_version::any());
    a.commands[0].user = {};
    commit(*open_sqlite_store(folder / "log.db"), {a});
  }
  REQUIRE(verify_log(folder / "log.db").whole());
  run_sql(folder / "log.db", "UPDATE events SET user = ''");
  const auto report = verify_log(folder / "log.db");
  CHECK_THAT(report.damage, Contains("user"));
  CHECK(report.at_position == position{1});
}

TEST_CASE("a deleted event is found at its position", "[verify]") {
  const whole_log_on_disk log;
  const auto report = after(log, "DELETE FROM events WHERE position = 18");
  CHECK(report.at_position == position{18});
  CHECK(report.at_commit == 5);
  CHECK_THAT(report.damage, Contains("position 18") && Contains("missing"));
}

TEST_CASE("two swapped events are found at the first of them", "[verify]") {
  const whole_log_on_disk log;
  const auto [one, other, commit] =
      GENERATE(std::tuple{17, 18, 5}, std::tuple{18, 19, 5}, std::tuple{19, 31, 5});
  const auto swap = "UPDATE events SET position = -1 WHERE position = " + std::to_string(one) +
                    "; UPDATE events SET position = " + std::to_string(one) +
                    " WHERE position = " + std::to_string(other) +
                    "; UPDATE events SET position = " + std::to_string(other) + " WHERE position = -1";
  const auto report = after(log, swap);
  INFO(report.damage);
  CHECK(report.at_commit == commit);
}

TEST_CASE("swapped data of two events is found", "[verify]") {
  const whole_log_on_disk log;
  const auto report = after(
      log,
      "UPDATE events SET data = CASE position WHEN 17 THEN (SELECT data FROM events WHERE position = 18) "
      "ELSE (SELECT data FROM events WHERE position = 17) END WHERE position IN (17, 18)");
  CHECK(report.at_commit == 5);
}

TEST_CASE("a deleted commit is found by its number", "[verify]") {
  const whole_log_on_disk log;
  SECTION("its row only") {
    const auto report = after(log, "DELETE FROM commits WHERE number = 5");
    CHECK(report.at_commit == 5);
    CHECK(report.at_position == position{17});
    CHECK_THAT(report.damage, Contains("commit 5") && Contains("missing"));
  }
  SECTION("with its events") {
    const auto report = after(
        log, "DELETE FROM commits WHERE number = 5; DELETE FROM events WHERE position BETWEEN 17 AND 20");
    CHECK(report.at_commit == 5);
    CHECK(report.at_position == position{17});
  }
  SECTION("and the others moved up to hide it") {
    const auto report =
        after(log, "DELETE FROM commits WHERE number = 5; UPDATE commits SET number = number - 1 WHERE "
                   "number > 5; UPDATE commits SET first = 17 WHERE number = 5");
    CHECK(report.at_commit == 5);
  }
  SECTION("the first") { CHECK(after(log, "DELETE FROM commits WHERE number = 1").at_commit == 1); }
  SECTION("the last") {
    const auto report = after(log, "DELETE FROM commits WHERE number = 10");
    CHECK(report.at_commit == 10);
    CHECK(report.at_position == position{37});
    CHECK_THAT(report.damage, Contains("belong to no commit"));
  }
}

TEST_CASE("any changed cell of a commit is found", "[verify]") {
  const whole_log_on_disk log;
  const auto change =
      GENERATE("hash = x'00'", "hash = zeroblob(32)", "recorded_at = recorded_at + 1", "recorded_at = 0",
               "first = first + 1", "last = last - 1", "last = first - 1", "last = last + 1", "number = 99");
  CAPTURE(change);
  const auto report = after(log, "UPDATE commits SET " + std::string{change} + " WHERE number = 5");
  CHECK(report.at_commit == 5);
}

TEST_CASE("a log that was cut off is whole but for those who know a later head", "[verify]") {
  const whole_log_on_disk log;
  run_sql(log.path,
          "DELETE FROM commits WHERE number > 7; DELETE FROM events WHERE position > 28; DELETE FROM streams "
          "WHERE key > 9; DELETE FROM snapshots");
  CHECK(verify_log(log.path).damage == "");
  CHECK(verify_log(log.path, {.expect_head = log.heads[6].hash, .progress = {}}).whole());
  CHECK(verify_log(log.path, {.expect_head = log.heads[2].hash, .progress = {}}).whole());
  const auto report = verify_log(log.path, {.expect_head = log.heads[7].hash, .progress = {}});
  CHECK_THAT(report.damage, Contains("cut off") && Contains("commit 7") && Contains("position 28"));
  CHECK(report.at_commit == 8);
  CHECK(report.at_position == position{29});
}

TEST_CASE("a later head is whole for those who know an earlier one", "[verify]") {
  const whole_log_on_disk log;
  CHECK(verify_log(log.path, {.expect_head = log.heads[4].hash, .progress = {}}).whole());
}

TEST_CASE("changed names are found where they are first used", "[verify]") {
  const whole_log_on_disk log;
  SECTION("a stream's") { // order-3 has key 5, made in commit 3.
    const auto report = after(log, "UPDATE streams SET id = 'order-99' WHERE id = 'order-3'");
    CHECK(report.at_commit == 3);
    CHECK_THAT(report.damage, Contains("names"));
  }
  SECTION("a stream's type") {
    const auto report =
        after(log, "INSERT INTO types VALUES (4, 'payment'); UPDATE streams SET type = 4 WHERE key = 5");
    CHECK(report.at_commit == 3);
  }
  SECTION("an event type's") {
    CHECK(after(log, "UPDATE types SET name = 'ItemLost' WHERE name = 'ItemAdded'").at_commit == 1);
  }
  SECTION("two streams' swapped") {
    const auto report =
        after(log, "UPDATE streams SET id = 'tmp' WHERE key = 5; UPDATE streams SET id = 'order-3' WHERE "
                   "key = 6; UPDATE streams SET id = 'order-4' WHERE key = 5");
    CHECK(report.at_commit == 3);
  }
  SECTION("a stream's row is gone") {
    const auto report = after(log, "DELETE FROM streams WHERE id = 'order-3'");
    CHECK(report.at_commit == 3);
    CHECK(report.at_position == position{12});
  }
  SECTION("a type's row is gone") {
    CHECK(after(log, "DELETE FROM types WHERE name = 'ItemAdded'").at_position == position{2});
  }
}

TEST_CASE("events that no commit wrote are found", "[verify]") {
  const whole_log_on_disk log;
  const std::string copy =
      ", stream, 100, type, schema, id, occurred_at, recorded_at, command_id, fingerprint, user, "
      "correlation, causation, traceparent, data FROM events WHERE position = 40";
  SECTION("after the end") {
    CHECK(after(log, "INSERT INTO events SELECT 41" + copy).at_position == position{41});
  }
  SECTION("before the beginning") { CHECK_FALSE(after(log, "INSERT INTO events SELECT 0" + copy).whole()); }
}

TEST_CASE("a stream with a broken sequence of versions is named", "[verify]") {
  const whole_log_on_disk log;
  const auto report = after(log, "UPDATE events SET version = 50 WHERE position = 19");
  CHECK(report.at_position == position{19});
  CHECK_THAT(report.damage, Contains("order-b") && Contains("version 50 after version 4"));
}

namespace {

// Gives the last commit the hash that its events as they are now lead to: what somebody would do who knows
// FORMAT.md.
void forge_last_hash(const whole_log_on_disk& log) {
  const auto reader = open_sqlite_reader(log.path);
  const auto forged = *reader->commit(10);
  commit_hasher hasher;
  hasher.begin(log.heads[8].hash, 10, forged.recorded_at);
  for (const auto& event : whole_log(*reader))
    if (event.position >= forged.first) hasher.add(event.view());
  run_sql(log.path, "UPDATE commits SET hash = x'" + hex(hasher.finish()) + "' WHERE number = 10");
}

} // namespace

TEST_CASE("a hash that was made anew over changed events does not hide what cannot be", "[verify]") {
  const whole_log_on_disk log;
  SECTION("times that go back") {
    run_sql(log.path,
            "UPDATE events SET recorded_at = 5 WHERE position > 36; UPDATE commits SET recorded_at = 5 WHERE "
            "number = 10");
    forge_last_hash(log);
    CHECK_THAT(verify_log(log.path).damage, Contains("commit 10") && Contains("recorded before"));
  }
  SECTION("a time of an event that is not its commit's") {
    run_sql(log.path, "UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 38");
    forge_last_hash(log);
    CHECK_THAT(verify_log(log.path).damage, Contains("position 38") && Contains("another time"));
  }
  SECTION("a version that is left out") {
    run_sql(log.path, "UPDATE events SET version = version + 1 WHERE position = 39");
    forge_last_hash(log);
    CHECK_THAT(verify_log(log.path).damage, Contains("version 11 after version 9"));
  }
  SECTION("a number that is too large for its column") {
    run_sql(log.path, "UPDATE events SET schema = schema + 4294967296 WHERE position = 38");
    forge_last_hash(log);
    CHECK_THAT(verify_log(log.path).damage, Contains("position 38") && Contains("schema"));
  }
  SECTION("a key that is left out") {
    run_sql(log.path,
            "UPDATE streams SET key = 50 WHERE key = 12; UPDATE events SET stream = 50 WHERE stream = 12");
    forge_last_hash(log);
    CHECK_THAT(verify_log(log.path).damage, Contains("key 50, and 12 comes next"));
  }
  SECTION("but only who knows the head from elsewhere sees changed data then") {
    run_sql(log.path, "UPDATE events SET data = '{}' WHERE position = 38");
    forge_last_hash(log);
    CHECK(verify_log(log.path).whole());
    CHECK_THAT(verify_log(log.path, {.expect_head = log.heads[9].hash, .progress = {}}).damage,
               Contains("no commit has the expected hash"));
  }
}

TEST_CASE("of several damages the earliest is reported", "[verify]") {
  const whole_log_on_disk log;
  const auto report =
      after(log, "DELETE FROM commits WHERE number = 9; UPDATE events SET data = '{}' WHERE position = 6; "
                 "DELETE FROM events WHERE position = 22");
  CHECK(report.at_commit == 2);
}

TEST_CASE("rows that nothing refers to are found", "[verify]") {
  const whole_log_on_disk log;
  CHECK_THAT(after(log, "INSERT INTO streams VALUES (13, 1, 'ghost')").damage, Contains("ghost"));
  CHECK_THAT(after(log, "DELETE FROM streams WHERE key = 13; INSERT INTO types VALUES (4, 'Ghost')").damage,
             Contains("Ghost"));
}

TEST_CASE("an index that hides an event is found", "[verify]") {
  const whole_log_on_disk log;
  // The table is given an index of other columns for a moment, so that a row leaves the table but not the
  // index.
  const auto report =
      after(log, "PRAGMA writable_schema = ON; CREATE TABLE other (a, b, UNIQUE (a, b)); UPDATE "
                 "sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = "
                 "'sqlite_autoindex_other_1') WHERE name = 'sqlite_autoindex_events_1'");
  CHECK_THAT(report.damage, Contains("index") && Contains("events"));
}

TEST_CASE("a damaged snapshot is found, and not used", "[verify]") {
  const whole_log_on_disk log;
  const auto change = GENERATE("data = '{\"a\":1}'", "version = 19", "version = 21", "format = 2",
                               "stream = 2", "hash = x'00'");
  CAPTURE(change);
  const auto report = after(log, "UPDATE snapshots SET " + std::string{change});
  CHECK_THAT(report.damage, Contains("snapshot"));
  const auto reader = open_sqlite_reader(log.path);
  CHECK_FALSE(reader->load_snapshot(stream_key{1}));
  CHECK_FALSE(reader->load_snapshot(stream_key{2}));
}

TEST_CASE("a deadline of no stream is found, and how to remove it", "[verify]") {
  const whole_log_on_disk log;
  const auto key = GENERATE("13", "0", "-1");
  CHECK_THAT(after(log, std::string{"INSERT INTO deadlines VALUES ("} + key + ", 5)").damage,
             Contains("deadline") && Contains(std::string{"DELETE FROM deadlines WHERE stream = "} + key));
  CHECK(after(log, std::string{"DELETE FROM deadlines WHERE stream = "} + key).whole());
}

TEST_CASE("a deadline that its index hides is found", "[verify]") {
  const whole_log_on_disk log;
  CHECK(after(log, "INSERT INTO deadlines VALUES (1, 5), (12, 6)").damage == "");
  const auto report =
      after(log, "PRAGMA writable_schema = ON; CREATE TABLE other (a); CREATE INDEX other_by_a ON other (a); "
                 "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = "
                 "'other_by_a') WHERE name = 'deadlines_by_due'");
  CHECK_THAT(report.damage, Contains("index") && Contains("REINDEX deadlines"));
}

TEST_CASE("a checkpoint past the end of the log is found", "[verify]") {
  const whole_log_on_disk log;
  CHECK(after(log, "INSERT INTO checkpoints VALUES ('fulfilment', 40)").damage == "");
  CHECK_THAT(after(log, "UPDATE checkpoints SET position = 41").damage,
             Contains("checkpoint fulfilment") && Contains("position 41") && Contains("ends at 40"));
  CHECK_THAT(after(log, "UPDATE checkpoints SET position = -1").damage, Contains("position -1"));
}

TEST_CASE("a damaged page is reported as damage, not as a failure", "[verify]") {
  const temporary_folder folder;
  const auto path = folder / "log.db";
  {
    const auto store = open_sqlite_store(path);
    for (int n = 0; n < 50; ++n)
      commit(*store, {sample_append("order-" + std::to_string(n), expected_version::any(), 100)});
  }
  {
    std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(200 * 4096);
    file << std::string(4096, '\x55');
  }
  const auto report = verify_log(path);
  CHECK_FALSE(report.whole());
}

TEST_CASE("progress is told up to the end", "[verify]") {
  const whole_log_on_disk log;
  std::uint64_t done = 0, total = 0;
  const auto report =
      verify_log(log.path, {.expect_head = {}, .progress = [&](std::uint64_t d, std::uint64_t t) {
                              done = d;
                              total = t;
                            }});
  CHECK(done == 40);
  CHECK(total == 40);
}

TEST_CASE("verifying beside a writer checks what was there when it began", "[verify]") {
  const temporary_folder folder;
  const auto store = open_sqlite_store(folder / "log.db");
  commit(*store, {sample_append("order-1", expected_version::any(), 3)});
  std::uint64_t total = 0;
  const auto report =
      verify_log(folder / "log.db", {.expect_head = {}, .progress = [&](std::uint64_t, std::uint64_t t) {
                                       total = t;
                                       commit(*store, {sample_append("order-2", expected_version::any())});
                                     }});
  CHECK(report.whole());
  CHECK(report.events == 3);
  CHECK(total == 3);
  CHECK(verify_log(folder / "log.db").events == 4);
}
