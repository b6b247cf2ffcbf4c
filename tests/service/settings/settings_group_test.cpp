#include "docket/service/settings/settings_group.hpp"

#include "docket/actors/config.hpp"
#include "docket/service/settings/number_setting.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <utility>

using namespace docket;
using namespace docket::service;

namespace {

struct oven {
  std::size_t trays = 2;
  std::chrono::milliseconds bakes{40};
  std::string of = "brick";
  bool lit = false;
};

using number = number_setting<oven>;

const number numbers[] = {
    {"trays", 1, 4, [](oven& o) -> number::place { return &o.trays; }},
    {"bakes_ms", 0, 100, [](oven& o) -> number::place { return &o.bakes; }},
};

oven read(const std::string& configuration) {
  settings_group group{configuration, "oven"};
  oven result;
  group.numbers(numbers, result);
  if (auto of = group.text("of")) result.of = std::move(*of);
  if (const auto lit = group.flag("lit")) result.lit = *lit;
  if (result.lit && result.bakes.count() == 0) group.refuse("lit", "must not be, where nothing is baked");
  group.finish();
  return result;
}

std::string refusal_of(const std::string& group) {
  try {
    static_cast<void>(read(R"({"oven":)" + group + "}"));
    return "none";
  } catch (const config_error& error) {
    return error.what();
  }
}

} // namespace

TEST_CASE("what a group states is taken, and the rest is as it was", "[settings]") {
  const auto all = read(R"({"shop":1,"oven":{"trays":4,"bakes_ms":0,"of":"iron"}})");
  CHECK(all.trays == 4);
  CHECK(all.bakes.count() == 0);
  CHECK(all.of == "iron");
  CHECK_FALSE(all.lit);
  CHECK(read(R"({"oven":{"lit":true}})").lit);
  for (const auto* without : {"{}", R"({"oven":{}})", "[]", "no JSON"})
    CHECK(read(without).trays == 2);
}

TEST_CASE("a number of a table is told as it is read", "[settings]") {
  const auto settings = read(R"({"oven":{"trays":3,"bakes_ms":99}})");
  CHECK(numbers[0].get(settings) == 3);
  CHECK(numbers[1].get(settings) == 99);
}

TEST_CASE("what cannot be in a group is refused by its key", "[settings]") {
  const std::pair<std::string, std::string> refused[] = {
      {"7", "\"oven\" must be an object, not number"},
      {R"({"trais":1})", R"(unknown key "oven.trais"; did you mean "oven.trays"?)"},
      {R"({"zzzzzzzz":1})", R"(unknown key "oven.zzzzzzzz"; known here are trays, bakes_ms, of, lit)"},
      {"{\"a\\nb\\u0001cdefgh\":1}",
       R"(unknown key "oven.a\x0ab\x01cdefgh"; known here are trays, bakes_ms, of, lit)"},
      {R"({"trays":0})", R"("oven.trays" is 0, but must be from 1 to 4)"},
      {R"({"trays":5})", R"("oven.trays" is 5, but must be from 1 to 4)"},
      {R"({"trays":-1})", R"("oven.trays" is -1, but must be from 1 to 4)"},
      {R"({"trays":1.5})", R"("oven.trays" must be a whole number, not 1.5)"},
      {R"({"trays":"1"})", R"("oven.trays" must be a whole number, not string)"},
      {R"({"bakes_ms":null})", R"("oven.bakes_ms" must be a whole number, not null)"},
      {R"({"of":""})", R"("oven.of" must be a text that is not empty)"},
      {R"({"of":1})", R"("oven.of" must be a text that is not empty)"},
      {R"({"lit":1})", R"("oven.lit" must be true or false, not number)"},
      {R"({"lit":true,"bakes_ms":0})", R"("oven.lit" must not be, where nothing is baked)"},
  };
  for (const auto& [group, why] : refused)
    CHECK(refusal_of(group) == why);
}

TEST_CASE("of several problems a misspelt key is told first, else the first that was read", "[settings]") {
  CHECK(refusal_of(R"({"trays":0,"ov":"brick"})") == R"(unknown key "oven.ov"; did you mean "oven.of"?)");
  CHECK(refusal_of(R"({"of":"","trays":0})") == R"("oven.trays" is 0, but must be from 1 to 4)");
}
