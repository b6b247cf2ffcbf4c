#include "docket/service/running/service_settings.hpp"

#include "docket/actors/config.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>

using namespace docket;
using namespace docket::service;

namespace {

std::string refusal_of(const std::string& group) {
  try {
    static_cast<void>(service_from_json("{\"http\":" + group + "}"));
    return "none";
  } catch (const config_error& error) {
    return error.what();
  }
}

} // namespace

TEST_CASE("the settings of the service are read over those that are usual", "[service][running]") {
  const auto settings =
      service_from_json(R"({"http":{"idle_ms":5,"body_bytes_max":2048,"currency":"EUR"},"database":"x"})");
  CHECK(settings.server.idle == std::chrono::milliseconds{5});
  CHECK(settings.server.limits.body_bytes_max == 2048);
  CHECK(settings.currency == "EUR");
  CHECK(settings.reading_threads == service_settings{}.reading_threads);
  CHECK(service_from_json("{}").server.connections_max == service_settings{}.server.connections_max);
}

TEST_CASE("every setting of the service that is written is read again", "[service][running]") {
  service_settings settings;
  settings.server.limits.fields_max = 17;
  settings.drain = std::chrono::milliseconds{0};
  const auto written = to_json(settings);
  CHECK(to_json(service_from_json("{\"http\":" + written + "}")) == written);
  CHECK(to_json({}) != written);
}

TEST_CASE("a setting of the service that cannot be is refused by its key", "[service][running]") {
  const std::pair<std::string, std::string> refused[] = {
      {"[]", "\"http\" must be an object, not array"},
      {R"({"idel_ms":1})", R"(unknown key "http.idel_ms"; did you mean "http.idle_ms"?)"},
      {R"({"idle_ms":0})", R"("http.idle_ms" is 0, but must be from 1 to 86400000)"},
      {R"({"idle_ms":-1})", R"("http.idle_ms" is -1, but must be from 1 to 86400000)"},
      {R"({"idle_ms":"1"})", R"("http.idle_ms" must be a whole number, not string)"},
      {R"({"currency":"Taler"})", R"("http.currency" must be a currency as in "EUR")"},
  };
  for (const auto& [group, why] : refused)
    CHECK(refusal_of(group) == why);
}
