#include "docket/persistence/codec/json_writer.hpp"

#include "codec/random_values.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <limits>
#include <vector>

using namespace docket;

namespace {

template <class Write>
std::string object(Write write) {
  std::string json;
  {
    json_writer to{json};
    to.begin_object();
    write(to);
    to.end_object();
  }
  return json;
}

} // namespace

TEST_CASE("fields and elements are separated by commas, and by nothing else") {
  const auto json = object([](json_writer& to) {
    to.string("a", "x");
    to.integer("b", std::int64_t{-7});
    to.key("c");
    to.begin_array();
    to.string("1");
    to.begin_object();
    to.end_object();
    to.raw("true");
    to.begin_array();
    to.end_array();
    to.end_array();
    to.raw("d", R"({"e":null})");
    to.string_unless_empty("f", "");
    to.string("g", "");
  });
  CHECK(json == R"({"a":"x","b":-7,"c":["1",{},true,[]],"d":{"e":null},"g":""})");
}

TEST_CASE("numbers in an array are separated, too, and a flag that is not set says nothing") {
  const auto json = object([](json_writer& to) {
    to.integers("a", std::vector<std::int32_t>{1, -2, std::numeric_limits<std::int32_t>::min()});
    to.integers("b", {});
    to.flag_if_set("c", false);
    to.flag_if_set("d", true);
    to.integer("e", std::int64_t{0});
  });
  CHECK(json == R"({"a":[1,-2,-2147483648],"b":[],"d":true,"e":0})");
}

TEST_CASE("control characters, quotes and backslashes are escaped, and nothing else is") {
  const auto json = object([](json_writer& to) { to.string("s", "\"\\\b\f\n\r\t\x01\x1f\x7f/é😀"); });
  CHECK(json == "{\"s\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\x7f/é😀\"}");
}

TEST_CASE("a writer appends to what stands there") {
  std::string json = "[1]\n";
  {
    json_writer to{json};
    to.begin_object();
    to.end_object();
  }
  CHECK(json == "[1]\n{}");
}

TEST_CASE("integers are written to their last digit") {
  const auto json = object([](json_writer& to) {
    to.integer("low", std::numeric_limits<std::int64_t>::min());
    to.integer("high", std::numeric_limits<std::uint64_t>::max());
  });
  CHECK(json == R"({"low":-9223372036854775808,"high":18446744073709551615})");
}

TEST_CASE("property: another reader finds the same text in a written string") {
  const bool holds = rc::check([] {
    const auto text = *random_values::utf8();
    const auto json = object([&](json_writer& to) { to.string("s", text); });
    RC_ASSERT(nlohmann::json::parse(json).at("s").get<std::string>() == text);
  });
  CHECK(holds);
}

TEST_CASE("property: money is written as format_amount writes it") {
  const auto written = [](amount value, const currency& in) {
    return object([&](json_writer& to) { to.money("m", value, in); });
  };
  const auto expected = [](amount value, const currency& in) {
    return "{\"m\":\"" + format_amount(value, in) + "\"}";
  };
  const bool holds = rc::check([&] {
    const auto value = *random_values::any_amount();
    const auto in = *random_values::any_currency();
    RC_ASSERT(written(value, in) == expected(value, in));
  });
  CHECK(holds);
  for (const auto code : {"JPY", "USD", "KWD", "UYW"}) {
    for (const auto units :
         {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0}, std::int64_t{9},
          std::int64_t{10}, std::int64_t{99}, std::int64_t{1000}, std::numeric_limits<std::int64_t>::max()}) {
      CHECK(written({units}, currency{code}) == expected({units}, currency{code}));
    }
  }
}
