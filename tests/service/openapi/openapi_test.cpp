#include "docket/service/openapi/openapi_routes.hpp"

#include "../served_shop.hpp"
#include "../whole_service.hpp"
#include "docket/version.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

using namespace docket;
using namespace docket::service;
using nlohmann::json;

namespace {

json document() { return json::parse(openapi_document()); }

// "GET /orders/{order} getOrder read"
using lines = std::set<std::string>;

// Who may come in with any token, or with none, needs no role.
std::string role_in(const json& operation) {
  const auto& security = operation.at("security");
  if (security.empty() || security[0].at("token").empty()) return "-";
  return security[0].at("token")[0];
}

lines documented_lines() {
  lines found;
  const auto paths = document().at("paths");
  for (const auto& [path, methods] : paths.items()) {
    for (const auto& [method, operation] : methods.items()) {
      std::string name = method;
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::toupper(c); });
      found.insert(fmt::format("{} {} {} {}", name, path, operation.at("operationId").get<std::string>(),
                               role_in(operation)));
    }
  }
  return found;
}

lines lines_of(const routes& all) {
  lines found;
  for (const auto& one : all)
    found.insert(fmt::format("{} {} {} {}", docket::service::name_of(one.method), one.pattern, one.operation,
                             one.needs ? docket::service::name_of(*one.needs) : "-"));
  return found;
}

lines without(const lines& all, const lines& some) {
  lines left;
  std::ranges::set_difference(all, some, std::inserter(left, left.end()));
  return left;
}

lines served_lines() {
  const service::testing::whole_service all{
      [](const http_request&) -> expected<caller, http_response> { return caller{}; }};
  return lines_of(all.all_routes());
}

} // namespace

TEST_CASE("every route is in the OpenAPI document, with its operation and its role") {
  CHECK(without(served_lines(), documented_lines()) == lines{});
}

TEST_CASE("the OpenAPI document has no operation that is not served so") {
  CHECK(without(documented_lines(), served_lines()) == lines{});
}

TEST_CASE("the OpenAPI document has the version of the program") {
  CHECK(document().at("info").at("version") == std::string{release_version});
}

TEST_CASE("the OpenAPI document is answered byte for byte, and not again to who has it") {
  service::testing::served_shop shop;
  shop.serve(openapi_routes());
  const auto whole = shop.get("/api/openapi.json");
  CHECK(whole.status == 200);
  CHECK(whole.body == openapi_document());
  const auto again = shop.get("/openapi.json", {{"If-None-Match", service::testing::header(whole, "ETag")}});
  CHECK(again.status == 304);
  CHECK(shop.get("/openapi.json", {{"If-None-Match", "\"other\""}}).status == 200);
  CHECK(service::testing::outcome(shop.get("/openapi.json?version=1")) == "400 unknown_parameter");
}
