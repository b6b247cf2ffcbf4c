#include "docket/service/tracing/tracing_settings.hpp"

#include "docket/actors/config.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

using namespace docket;
using namespace docket::service;

namespace {

std::string refusal_of(const std::string& group) {
  try {
    static_cast<void>(tracing_from_json(R"({"tracing":)" + group + "}"));
  } catch (const config_error& error) {
    return error.what();
  }
  return "taken";
}

} // namespace

TEST_CASE("nothing is traced where the configuration names no collector", "[tracing]") {
  CHECK_FALSE(tracing_from_json(R"({"threads":{"workers":2}})").collector);
  CHECK_FALSE(tracing_from_json(R"({"tracing":{}})").collector);
  CHECK_FALSE(tracing_from_file(std::nullopt).collector);
}

TEST_CASE("a configuration sets the collector and how it is sent to", "[tracing]") {
  const auto read = tracing_from_json(R"({"tracing":{"collector":"http://127.0.0.1:4318/v1/traces",
      "service_name":"shop","sample_all":true,"ca_file":"ca.pem","queue_max":10,"batch_max":5,"delay_ms":7,
      "timeout_ms":8,"back_off_first_ms":9,"back_off_max_ms":11,"flush_within_ms":0}})");
  REQUIRE(read.collector);
  CHECK(read.collector->port == 4318);
  CHECK(read.service_name == "shop");
  CHECK(read.sample_all);
  CHECK(read.ca_file == "ca.pem");
  CHECK(read.queue_max == 10);
  CHECK(read.batch_max == 5);
  CHECK(read.delay.count() == 7);
  CHECK(read.timeout.count() == 8);
  CHECK(read.back_off_first.count() == 9);
  CHECK(read.back_off_max.count() == 11);
  CHECK(read.flush_within.count() == 0);
}

TEST_CASE("what cannot be used in the group is refused by its name", "[tracing]") {
  CHECK(refusal_of("7") == "\"tracing\" must be an object, not number");
  CHECK(refusal_of(R"({"colector":"http://a/b"})") ==
        "unknown key \"tracing.colector\"; did you mean \"tracing.collector\"?");
  CHECK(refusal_of(R"({"zzzzzzzzzzzz":1})")
            .starts_with("unknown key \"tracing.zzzzzzzzzzzz\"; known here are "));
  CHECK(refusal_of(R"({"collector":"localhost:4318"})") ==
        "\"tracing.collector\" is \"localhost:4318\", but it must begin with http:// or https://");
  CHECK(refusal_of(R"({"collector":""})") == "\"tracing.collector\" must be a text that is not empty");
  CHECK(refusal_of(R"({"service_name":7})") == "\"tracing.service_name\" must be a text that is not empty");
  CHECK(refusal_of(R"({"sample_all":"yes"})") == "\"tracing.sample_all\" must be true or false, not string");
  CHECK(refusal_of(R"({"queue_max":"many"})") == "\"tracing.queue_max\" must be a whole number, not string");
  CHECK(refusal_of(R"({"queue_max":0})") == "\"tracing.queue_max\" is 0, but must be from 1 to 100000000");
  CHECK(refusal_of(R"({"delay_ms":-1})") == "\"tracing.delay_ms\" is -1, but must be from 0 to 3600000");
  CHECK(refusal_of(R"({"timeout_ms":3600001})") ==
        "\"tracing.timeout_ms\" is 3600001, but must be from 1 to 3600000");
}

TEST_CASE("the engine's own configuration passes the group over", "[tracing]") {
  const std::string_view text = R"({"tracing":{"collector":"http://a/b"},"threads":{"workers":2}})";
  const std::array others{tracing_group};
  CHECK(config_from_json(text, {}, others).threads.workers == 2);
  CHECK_THROWS_AS(config_from_json(text), config_error);
}

TEST_CASE("docs/configuration.md has each setting of the group with its default", "[tracing]") {
  std::ifstream in{std::filesystem::path{DOCKET_SOURCE_DIR} / "docs" / "configuration.md"};
  const std::string page{std::istreambuf_iterator<char>{in}, {}};
  const tracing_settings usual;
  const auto has = [&](std::string_view key, const auto& value, std::string_view range) {
    const auto row = fmt::format("\n| `{}` | {} | {} | ", key, value, range);
    INFO(row);
    CHECK(page.find(row) != std::string::npos);
  };
  has("collector", "none", "a URL");
  has("service_name", usual.service_name, "a text");
  has("sample_all", usual.sample_all, "true, false");
  has("ca_file", "the system's", "a path");
  has("queue_max", usual.queue_max, "1 to 100000000");
  has("batch_max", usual.batch_max, "1 to 100000");
  has("delay_ms", usual.delay.count(), "0 to 3600000");
  has("timeout_ms", usual.timeout.count(), "1 to 3600000");
  has("back_off_first_ms", usual.back_off_first.count(), "1 to 3600000");
  has("back_off_max_ms", usual.back_off_max.count(), "1 to 3600000");
  has("flush_within_ms", usual.flush_within.count(), "0 to 3600000");
}
