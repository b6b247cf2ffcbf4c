// What verify_log and readers say of archives that are not as they were written.
#include "archived_log.hpp"
#include "store/failure_of.hpp"
#include "store/sqlite_shell.hpp"

#include "docket/persistence/store/verify.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace docket;
using namespace docket::testing;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

// order-3 and order-5, with the keys 1 and 10, are archived.
struct damaged_log : log_on_disk {
  damaged_log() { archive_orders(path, {"order-3", "order-5"}); }

  void flip(std::uintmax_t at) const {
    std::fstream file{archive(1), std::ios::binary | std::ios::in | std::ios::out};
    file.seekg(static_cast<std::streamoff>(at));
    const auto byte = static_cast<char>(file.get() ^ 1);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(byte);
  }

  [[nodiscard]] verify_report after(const std::string& sql) const {
    run_sql(path, sql);
    return verify_log(path);
  }
};

} // namespace

TEST_CASE("a missing archive is named, and the first event that is missing with it", "[archive]") {
  const damaged_log log;
  const auto first = ask_sql(log.path, "SELECT first FROM archives");
  fs::remove(log.archive(1));
  const auto report = verify_log(log.path);
  CHECK_THAT(report.damage, Contains(log.archive(1).string()) && Contains("missing"));
  REQUIRE(report.at_position);
  CHECK(std::to_string(value(*report.at_position)) == first);
  CHECK(report.at_commit == 1);
  const auto reader = open_sqlite_reader(log.path);
  CHECK(failure_of([&] { static_cast<void>(whole_log(*reader)); }) == store_errc::corrupt);
  const auto whole = reader->find_stream("order", "order-4").value();
  CHECK(whole_stream(*reader, whole).size() == 8); // What is not archived needs no archive.
  const auto key = reader->find_stream("order", "order-3").value();
  CHECK(failure_of([&] { static_cast<void>(whole_stream(*reader, key)); }) == store_errc::corrupt);
}

TEST_CASE("an archive with any byte changed is damaged, and named", "[archive]") {
  const damaged_log log;
  const auto size = fs::file_size(log.archive(1));
  for (std::uintmax_t at = 0; at < size; at += 7) {
    log.flip(at);
    const auto report = verify_log(log.path);
    CAPTURE(at, report.damage);
    REQUIRE_THAT(report.damage, Contains(log.archive(1).string()));
    REQUIRE(report.at_position);
    log.flip(at);
  }
  CHECK(verify_log(log.path).damage == "");
}

TEST_CASE("an archive that was cut off, or has more than it had, is damaged", "[archive]") {
  const damaged_log log;
  const auto size = fs::file_size(log.archive(1));
  fs::resize_file(log.archive(1), GENERATE_COPY(as<std::uintmax_t>{}, 0, 5, 100, size - 1, size + 1));
  CHECK_THAT(verify_log(log.path).damage, Contains(log.archive(1).string()));
}

TEST_CASE("another archive in the place of one is damage", "[archive]") {
  const damaged_log log;
  archive_orders(log.path, {"order-7"});
  fs::copy_file(log.archive(2), log.archive(1), fs::copy_options::overwrite_existing);
  CHECK_THAT(verify_log(log.path).damage, Contains(log.archive(1).string()));
}

TEST_CASE("what the database says of archives is verified", "[archive]") {
  const damaged_log log;
  REQUIRE(verify_log(log.path).whole());
  const auto sql =
      GENERATE("DELETE FROM archives", "DELETE FROM archive_blocks", "UPDATE archives SET bytes = bytes + 1",
               "UPDATE archives SET hash = x'00'", "UPDATE archives SET events = events - 1",
               "UPDATE archives SET last = 20", "UPDATE archives SET first = 2",
               "UPDATE archives SET file = '0009.docket-archive'",
               "UPDATE archive_blocks SET start = start + 1", "UPDATE archive_blocks SET bytes = 1 << 50",
               "UPDATE archive_blocks SET raw_bytes = 1 << 50", "UPDATE archive_blocks SET last = last + 1",
               "UPDATE archive_blocks SET first = first + 1", "DELETE FROM archived_streams WHERE stream = 1",
               "UPDATE archived_streams SET positions = x'0102' WHERE first = 1",
               "UPDATE archived_streams SET last = last + 1 WHERE stream = 1",
               "UPDATE archived_streams SET stream = stream + 1",
               "INSERT INTO archived_streams VALUES (4, 1, 1, 1, x'04')");
  CAPTURE(sql);
  CHECK(log.after(sql).damage != "");
}

TEST_CASE("an event that is archived and in the log as well is where none can be", "[archive]") {
  const damaged_log log;
  const auto report = log.after("INSERT INTO events SELECT (SELECT first FROM archives), stream, 100, type, "
                                "schema, id, occurred_at, recorded_at, command_id, fingerprint, user, "
                                "correlation, causation, traceparent, data FROM events LIMIT 1");
  CHECK_THAT(report.damage, Contains("position"));
  CHECK_FALSE(report.whole());
}
