// Statements are prepared once by their text, wherever that stands.
#include "docket/persistence/views/statement_cache.hpp"
#include "docket/persistence/views/view_tables.hpp"

#include "../../store/failure_of.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <string>

using namespace docket;
using namespace docket::testing;

namespace {

struct open_database {
  open_database() { sqlite3_open(":memory:", &connection); }
  ~open_database() { sqlite3_close_v2(connection); }
  open_database(const open_database&) = delete;
  open_database& operator=(const open_database&) = delete;

  sqlite3* connection = nullptr;
};

std::int64_t answer(sqlite::statement& query) {
  const sqlite::rows_of rows{query};
  REQUIRE(rows.next());
  return query.integer(0);
}

} // namespace

TEST_CASE("a text is prepared once, also when it is built anew", "[views][statements]") {
  open_database database;
  statement_cache statements{database.connection, "testing"};
  auto& first = statements.prepared("SELECT 1");
  CHECK(&statements.prepared(std::string{"SELECT "} + "1") == &first);
  CHECK(answer(first) == 1);
}

TEST_CASE("another text at the same address is another statement", "[views][statements]") {
  open_database database;
  statement_cache statements{database.connection, "testing"};
  std::string text = "SELECT 1";
  CHECK(answer(statements.prepared(text)) == 1);
  text.back() = '2';
  CHECK(answer(statements.prepared(text)) == 2);
  text.back() = '1';
  CHECK(answer(statements.prepared(text)) == 1);
  CHECK(answer(statements.prepared(std::string_view{"SELECT 12"}.substr(0, 8))) == 1);
}

TEST_CASE("many statements live side by side, and each keeps its place", "[views][statements]") {
  open_database database;
  statement_cache statements{database.connection, "testing"};
  auto& first = statements.prepared("SELECT 7");
  for (int n = 0; n < 2'000; ++n)
    REQUIRE(answer(statements.prepared("SELECT " + std::to_string(n))) == n);
  CHECK(&statements.prepared("SELECT 7") == &first);
}

TEST_CASE("a statement that was left in the middle of its rows begins again", "[views][statements]") {
  open_database database;
  statement_cache statements{database.connection, "testing"};
  constexpr std::string_view two_rows = "SELECT 1 UNION ALL SELECT 2";
  REQUIRE(statements.prepared(two_rows).step());
  auto& again = statements.prepared(two_rows);
  REQUIRE(again.step());
  CHECK(again.integer(0) == 1);
}

TEST_CASE("SQL that cannot be prepared is refused, and asked for again is refused again",
          "[views][statements]") {
  open_database database;
  view_tables tables{database.connection};
  for (int time = 0; time < 2; ++time)
    CHECK(failure_of([&] { (void)tables.prepared("SELECT nothing FROM nowhere"); }));
  CHECK(failure_of([&] { tables.execute("CREATE TABLE"); }));
}

TEST_CASE("tables tell the row they inserted last and how many they changed", "[views][statements]") {
  open_database database;
  view_tables tables{database.connection};
  tables.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n); INSERT INTO t VALUES (5, 0), (9, 0)");
  CHECK(tables.last_rowid() == 9);
  tables.prepared("UPDATE t SET n = 1").run();
  CHECK(tables.rows_changed() == 2);
}
