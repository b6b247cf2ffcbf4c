// Two generations of a view are compared row by row.
#include "../../store/sqlite_shell.hpp"
#include "counting_projection.hpp"
#include "view_fixture.hpp"

#include "docket/persistence/views/view_diff.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

namespace {

// Two empty views at the same position, to be filled by hand.
struct pair_of_views {
  pair_of_views() {
    for (const auto& file : {left, right}) {
      counting_projection counts;
      projection_runner runner{counts, file};
    }
  }

  [[nodiscard]] view_diff diff(std::size_t differences_max = 20) const {
    view_reader old_view{left};
    view_reader new_view{right};
    return diff_views(old_view, new_view, differences_max);
  }
  void both(const std::string& sql) const {
    run_sql(left, sql);
    run_sql(right, sql);
  }

  temporary_folder folder;
  std::filesystem::path left = folder / "counting.1.db", right = folder / "counting.2.db";
};

} // namespace

TEST_CASE("views with the same rows are the same", "[views][diff]") {
  pair_of_views views;
  views.both("INSERT INTO counts VALUES ('a', 1), ('b', 2)");
  const auto diff = views.diff();
  CHECK(diff.same());
  CHECK(diff.rows == 2);
}

TEST_CASE("a row that differs, or stands in one view only, is told in words", "[views][diff]") {
  pair_of_views views;
  run_sql(views.left, "INSERT INTO counts VALUES ('a', 1), ('b', 2), ('d', 4)");
  run_sql(views.right, "INSERT INTO counts VALUES ('b', 3), ('c', 3), ('d', 4)");
  const auto diff = views.diff();
  CHECK_FALSE(diff.same());
  CHECK(diff.rows == 1);
  REQUIRE(diff.rows_differing == 3);
  CHECK(diff.first[0].table == "counts");
  CHECK(diff.first[0].in_old == "stream = 'a', events = 1");
  CHECK_FALSE(diff.first[0].in_new);
  CHECK(diff.first[1].in_old == "stream = 'b', events = 2");
  CHECK(diff.first[1].in_new == "stream = 'b', events = 3");
  CHECK_FALSE(diff.first[2].in_old);
  CHECK(diff.first[2].in_new == "stream = 'c', events = 3");
}

TEST_CASE("all differences are counted, the first are kept", "[views][diff]") {
  pair_of_views views;
  run_sql(views.left, "INSERT INTO counts VALUES ('a', 1), ('b', 2), ('c', 4)");
  const auto diff = views.diff(2);
  CHECK(diff.rows_differing == 3);
  CHECK(diff.first.size() == 2);
}

TEST_CASE("every kind of value, and every kind of key, is compared", "[views][diff]") {
  pair_of_views views;
  views.both("CREATE TABLE kinds (a, b, c, PRIMARY KEY (b, a));"
             "INSERT INTO kinds VALUES (NULL, 1, 'x'), (1.5, 1, x'00ff'), ('t', 2, -1), (x'01', 2, 0);"
             "CREATE TABLE plain (x, y); INSERT INTO plain VALUES (2, 'b'), (1, 'a'), (1, 'a')");
  CHECK(views.diff().same());
  CHECK(views.diff().rows == 7);
  run_sql(views.right, "UPDATE kinds SET c = x'00fe' WHERE a = 1.5; DELETE FROM plain WHERE rowid = 3");
  const auto diff = views.diff();
  REQUIRE(diff.rows_differing == 2);
  CHECK(diff.first[0].in_new == "b = 1, a = 1.5, c = x'00fe'");
  CHECK(diff.first[1].in_old == "x = 1, y = 'a'");
}

TEST_CASE("tables of one view only, or with other columns, are named", "[views][diff]") {
  pair_of_views views;
  run_sql(views.left, "CREATE TABLE gone (x)");
  run_sql(views.right, "ALTER TABLE counts ADD COLUMN more TEXT");
  const auto diff = views.diff();
  CHECK_FALSE(diff.same());
  CHECK(diff.tables_of_one == std::vector<std::string>{"counts", "gone"});
}

TEST_CASE("a full-text index is not compared, and that is said", "[views][diff]") {
  pair_of_views views;
  views.both("CREATE VIRTUAL TABLE words USING fts5 (text)");
  const auto diff = views.diff();
  CHECK(diff.same());
  CHECK(diff.not_compared == std::vector<std::string>{"words"});
}

TEST_CASE("views at different positions are not compared", "[views][diff]") {
  pair_of_views views;
  run_sql(views.left, "UPDATE view_progress SET position = 4; INSERT INTO counts VALUES ('a', 1)");
  const auto diff = views.diff();
  CHECK_FALSE(diff.at_same_position());
  CHECK_FALSE(diff.same());
  CHECK(diff.old_position == position{4});
  CHECK(diff.rows_differing == 0);
}
