#include "docket/simulation/audit/event_fields.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace docket;

TEST_CASE("fields are read as they stand in the log", "[audit]") {
  const event_fields data{
      R"({"name":"a \"b\", {c} \\","id":"p-1","n":12,"sum":"-29.90","at":"2026-03-01T10:00:00Z",)"
      R"("list":[{"id":"x","in":[1]},{"id":"y"}],"numbers":[3,14],"none":[],"last":"z"})"};
  CHECK(data.is_object());
  CHECK(data.text("id") == "p-1");
  CHECK(data.text("name") == R"(a \"b\", {c} \\)");
  CHECK(data.number("n") == 12);
  CHECK(data.money("sum") == -2990);
  CHECK(data.time("at") == parse_timestamp("2026-03-01T10:00:00Z").value());
  CHECK(data.text("last") == "z");
  std::string ids;
  data.each("list", [&](const event_fields& one) { ids += one.text("id"); });
  CHECK(ids == "xy");
  std::vector<std::int64_t> numbers;
  data.each_number("numbers", [&](std::int64_t n) { numbers.push_back(n); });
  CHECK(numbers == std::vector<std::int64_t>{3, 14});
  data.each("none", [&](const event_fields&) { FAIL("there is none"); });
}

TEST_CASE("what is not there reads as nothing", "[audit]") {
  const event_fields data{R"({"id":"p-1"})"};
  CHECK_FALSE(data.has("other"));
  CHECK(data.text("other").empty());
  CHECK(data.number("id") == 0);
  CHECK(data.money("other") == 0);
  CHECK_FALSE(data.time("other"));
  CHECK(event_fields{"{}"}.is_object());
}

TEST_CASE("of what is no object nothing is read, however it ends", "[audit]") {
  const std::string whole = R"({"a":"b\"","c":[{"d":1},{"e":"f"}],"g":2})";
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const event_fields torn{std::string_view{whole}.substr(0, i)};
    CHECK_FALSE(torn.is_object());
    static_cast<void>(torn.text("a"));
    torn.each("c", [](const event_fields& one) { static_cast<void>(one.number("d")); });
    static_cast<void>(torn.number("g"));
  }
  for (const auto* no_object : {"", "[]", "1", "{}}", "{} ", "null", "[1}"})
    CHECK_FALSE(event_fields{no_object}.is_object());
}
