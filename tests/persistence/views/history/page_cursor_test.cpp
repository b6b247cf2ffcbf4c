#include "docket/persistence/views/history/page_cursor.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include <limits>
#include <string>

using namespace docket;

namespace {

const cursor_owner list_of_orders{"list", 42};
const page_cursor some_cursor{position{1234}, -5, 77, "a-1"};

std::string rule_of(std::string_view written, const cursor_owner& owner) {
  const auto read = read_cursor(written, owner);
  return read ? "" : read.error().rule;
}

} // namespace

TEST_CASE("a cursor is read back as it was written") {
  CHECK(rc::check([](std::uint64_t at, std::int64_t value, std::int64_t key, const std::string& text) {
    const page_cursor cursor{position{at}, value, key, text};
    const auto read = read_cursor(write_cursor(cursor, list_of_orders), list_of_orders);
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == cursor);
  }));
}

TEST_CASE("a cursor stands in a link as it is") {
  const auto written = write_cursor(some_cursor, list_of_orders);
  CHECK(written.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
        std::string::npos);
}

TEST_CASE("a cursor of another query is refused by name") {
  const auto written = write_cursor(some_cursor, list_of_orders);
  CHECK(rule_of(written, {"list", 43}) == "cursor_of_another_query");
  CHECK(rule_of(written, {"search", 42}) == "cursor_of_another_query");
}

TEST_CASE("a cursor that was not given out like that is broken, wherever it was changed") {
  const auto written = write_cursor(some_cursor, list_of_orders);
  CHECK(rule_of("", list_of_orders) == "cursor_broken");
  CHECK(rule_of("no cursor", list_of_orders) == "cursor_broken");
  CHECK(rule_of(written + "A", list_of_orders) == "cursor_broken");
  for (std::size_t i = 0; i < written.size(); ++i) {
    auto changed = written;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK(rule_of(changed, list_of_orders) == "cursor_broken");
    CHECK(rule_of(written.substr(0, i), list_of_orders) == "cursor_broken");
  }
}

TEST_CASE("a query's hash tells its fields apart") {
  const auto of = [](std::string_view a, std::string_view b) { return query_hash{}.add(a).add(b).value(); };
  CHECK(of("ab", "c") != of("a", "bc"));
  CHECK(of("", "a") != of("a", ""));
  CHECK(query_hash{}.add("a").value() != query_hash{}.add(std::int64_t{'a'}).value());
}
