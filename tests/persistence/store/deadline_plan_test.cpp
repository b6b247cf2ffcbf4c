// How SQLite finds deadlines: with a million of them nothing may look at all.
#include "sqlite_shell.hpp"
#include "temporary_folder.hpp"

#include "docket/persistence/store/sqlite/deadline_table.hpp"
#include "docket/persistence/store/sqlite_store.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;
using Catch::Contains;

namespace {

// What SQLite is going to do for a statement on a new database: one line a step.
std::string plan_of(std::string_view sql) {
  const temporary_folder folder;
  static_cast<void>(open_sqlite_store(folder / "log.db"));
  sqlite3* connection = nullptr;
  sqlite3_open(std::filesystem::path{folder / "log.db"}.c_str(), &connection);
  std::string plan;
  const auto keep = [](void* to, int, char** values, char**) {
    *static_cast<std::string*>(to) += std::string{values[3]} + "\n";
    return 0;
  };
  sqlite3_exec(connection, ("EXPLAIN QUERY PLAN " + std::string{sql}).c_str(), keep, &plan, nullptr);
  sqlite3_close(connection);
  return plan;
}

} // namespace

TEST_CASE("deadlines are read from where the cursor stands, in the index alone and in its order", "[store]") {
  const auto plan = plan_of(sqlite::deadline_sql::page);
  CHECK_THAT(
      plan, Contains("SEARCH deadlines USING COVERING INDEX deadlines_by_due ((due,rowid)>(?,?) AND due<?)"));
  CHECK_THAT(plan, !Contains("SCAN") && !Contains("TEMP B-TREE"));
}

TEST_CASE("deadlines are counted in the index alone, from the first to the last that counts", "[store]") {
  const auto plan = plan_of(sqlite::deadline_sql::count);
  CHECK_THAT(plan, Contains("SEARCH deadlines USING COVERING INDEX deadlines_by_due (due>? AND due<?)"));
}

TEST_CASE("a deadline is set and cleared by its stream's key", "[store]") {
  CHECK_THAT(plan_of(sqlite::deadline_sql::clear),
             Contains("SEARCH deadlines USING INTEGER PRIMARY KEY (rowid=?)"));
  CHECK(plan_of(sqlite::deadline_sql::set) == ""); // Nothing is looked for: the key is the place.
}
