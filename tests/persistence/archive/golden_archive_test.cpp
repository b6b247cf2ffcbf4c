// A database of format 2, and one of format 3 with an archive, as they were written once: both are read for
// ever. They have the same 17 events of order-001, which is delivered, and order-002.
#include "archived_log.hpp"
#include "store/sqlite_shell.hpp"

#include "docket/persistence/store/verify.hpp"

#include <catch2/catch.hpp>

#include <fstream>

using namespace docket;
using namespace docket::testing;
namespace fs = std::filesystem;

namespace {

const fs::path golden = DOCKET_SOURCE_DIR "/tests/golden/databases";
constexpr auto head = "04e6494f7e896732813ece216bb6f9896d2e4d910a12eb82ca5c9674cfb6b485";

struct copies {
  copies() {
    for (const auto* name : {"format-2.db", "archived.db", "archived.db.archives"})
      fs::copy(golden / name, folder / name);
  }

  temporary_folder folder;
  fs::path format_2 = folder / "format-2.db";
  fs::path archived = folder / "archived.db";
};

std::string bytes_of(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace

TEST_CASE("an archive that was written once is read as it was", "[archive]") {
  const copies old;
  REQUIRE(ask_sql(old.archived, "PRAGMA user_version") == "3");
  REQUIRE(ask_sql(old.archived, "SELECT count(*) FROM events") == "8");
  const auto report = verify_log(old.archived);
  CHECK(report.damage == "");
  CHECK(report.events == 17);
  CHECK(hex(report.head.hash) == head);
  CHECK(whole_log(*open_sqlite_reader(old.archived)) == whole_log(*open_sqlite_reader(old.format_2)));
}

TEST_CASE("a database of format 2 is read as it is, and becomes format 3 when it is written to",
          "[archive]") {
  const copies old;
  REQUIRE(ask_sql(old.format_2, "PRAGMA user_version") == "2");
  const auto before = bytes_of(old.format_2);
  const auto events = whole_log(*open_sqlite_reader(old.format_2));
  CHECK(events.size() == 17);
  CHECK(hex(verify_log(old.format_2).head.hash) == head);
  CHECK(bytes_of(old.format_2) == before);
  commit(*open_sqlite_store(old.format_2), {sample_append("order-002", expected_version::any())});
  CHECK(ask_sql(old.format_2, "PRAGMA user_version") == "3");
  CHECK(verify_log(old.format_2).damage == "");
  static_cast<void>(open_sqlite_store(old.folder / "new.db"));
  const auto schema = "SELECT group_concat(type || ' ' || name || ' ' || coalesce(sql, ''), char(10)) FROM "
                      "(SELECT * FROM sqlite_schema ORDER BY name)";
  CHECK(ask_sql(old.format_2, schema) == ask_sql(old.folder / "new.db", schema));
}
