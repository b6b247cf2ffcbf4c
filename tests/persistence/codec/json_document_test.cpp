#include "docket/persistence/codec/json_document.hpp"

#include "codec/random_values.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <clocale>

using namespace docket;
using Catch::Matchers::Contains;

namespace {

json_problem problem_of(std::string_view json) {
  auto parsed = json_document::parse(json);
  REQUIRE_FALSE(parsed);
  return parsed.error();
}

std::string_view rule_of(std::string_view json) { return problem_of(json).rule; }

// The tree that another reader has made, as a document's values would be.
bool same(const json_document& document, json_document::index i, const nlohmann::json& tree) {
  const auto& value = document.at(i);
  if (tree.is_string())
    return value.what == json_document::kind::string && value.text == tree.get<std::string>();
  if (!tree.is_structured()) return value.text == (tree.is_null() ? "" : tree.dump());
  std::size_t children = 0;
  for (auto child = value.first; child != json_document::none; child = document.at(child).next) {
    const auto& at = tree.is_object() ? tree.at(std::string{document.at(child).name}) : tree.at(children);
    if (!same(document, child, at)) return false;
    ++children;
  }
  return children == tree.size();
}

nlohmann::json random_tree(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 7 : 5)) {
  case 0: return nullptr;
  case 1: return *rc::gen::arbitrary<bool>();
  case 2: return *rc::gen::arbitrary<std::int64_t>();
  case 3:
  case 4: return *random_values::utf8();
  case 5: {
    auto array = nlohmann::json::array();
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
      array.push_back(random_tree(depth - 1));
    return array;
  }
  default: {
    auto object = nlohmann::json::object();
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
      object[*random_values::utf8()] = random_tree(depth - 1);
    return object;
  }
  }
}

} // namespace

TEST_CASE("property: a document holds what another reader finds in the text") {
  const bool holds = rc::check([] {
    const auto tree = random_tree(4);
    const auto document = json_document::parse(tree.dump());
    RC_ASSERT(document.has_value());
    RC_ASSERT(same(*document, json_document::root, tree));
  });
  CHECK(holds);
}

TEST_CASE("a number keeps its text, whatever its size and form") {
  for (const std::string number :
       {"29.90", "0.000", "1e2", "-0.1", "18446744073709551615", "-9223372036854775808",
        "92233720368547758079223372036854775807", "90071992547409.93"}) {
    const auto document = json_document::parse(number);
    REQUIRE(document);
    CHECK(document->at(json_document::root).text == number);
  }
}

TEST_CASE("a number keeps its point where the locale writes a comma") {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  bool found = false;
  for (const auto name : {"de_DE.UTF-8", "de_DE", "fr_FR.UTF-8", "pt_BR.UTF-8"}) {
    if ((found = std::setlocale(LC_NUMERIC, name) != nullptr)) break;
  }
  if (!found) WARN("skipped: no locale with a decimal comma is installed");
  const auto document = json_document::parse("29.99");
  std::setlocale(LC_NUMERIC, before.c_str());
  REQUIRE(document);
  CHECK(document->at(json_document::root).text == "29.99");
}

TEST_CASE("a field that stands twice in one object is refused, in whatever spelling") {
  CHECK(rule_of(R"({"a":1,"a":1})") == "duplicate_key");
  CHECK(rule_of(R"({"a":1,"\u0061":2})") == "duplicate_key");
  CHECK(rule_of(R"([{"b":{"a":1,"c":[],"a":{}}}])") == "duplicate_key");
  CHECK_THAT(problem_of(R"({"quantity":1,"quantity":2})").message, Contains("quantity"));
  CHECK(json_document::parse(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]})"));
}

TEST_CASE("U+0000 is refused in values, names and between them") {
  CHECK(rule_of(R"({"a":"x\u0000y"})") == "nul_character");
  CHECK(rule_of(R"({"a\u0000":1})") == "nul_character");
  CHECK(rule_of(std::string_view{"{\"a\":\"\0\"}", 9}) == "nul_character");
  CHECK(rule_of(std::string_view{"{}\0", 3}) == "nul_character");
}

TEST_CASE("bytes that are not UTF-8 are told from text that is not JSON") {
  for (const std::string bad : {"\xff\xfe", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80"}) {
    CHECK(rule_of("{\"a\":\"" + bad + "\"}") == "invalid_utf8");
    CHECK(rule_of("{\"" + bad + "\":1}") == "invalid_utf8");
  }
  for (const std::string bad : {"", "{", "hello", "{'a':1}", "{\"a\":1,}", "[1,]", "01", "NaN", "+1", ".5",
                                "1.", "{} {}", "\"\\ud800\"", "\"\\x\"", "\"tab\there\"", "// no\n1"}) {
    CHECK(rule_of(bad) == "malformed_json");
  }
}

TEST_CASE("nesting ends at eight levels, long before the stack does") {
  CHECK(json_document::parse("[[[[[[[[]]]]]]]]"));
  CHECK(rule_of("[[[[[[[[[]]]]]]]]]") == "nested_too_deeply");
  CHECK(rule_of(std::string(1 << 20, '[')) == "nested_too_deeply");
  std::string objects;
  for (int i = 0; i < 100'000; ++i)
    objects += "{\"a\":";
  CHECK(rule_of(objects) == "nested_too_deeply");
}

TEST_CASE("an object has at most 64 fields, so that looking for doubles stays cheap") {
  const auto object_of = [](int fields) {
    std::string json = "{";
    for (int i = 0; i < fields; ++i)
      json += (i ? ",\"f" : "\"f") + std::to_string(i) + "\":1";
    return json + "}";
  };
  CHECK(json_document::parse(object_of(64)));
  CHECK(rule_of(object_of(65)) == "too_many_fields");
}

TEST_CASE("a number that no reader could hold is refused with the field's name, not with its digits") {
  const auto problem = problem_of("{\"quantity\":1" + std::string(400, '0') + "}");
  CHECK(problem.rule == "wrong_type");
  CHECK_THAT(problem.message, Contains("quantity"));
  CHECK(problem.message.size() < 100);
}

TEST_CASE("a complaint is one short line, whatever was read last") {
  for (const auto& bad : {std::string(1 << 20, 'x'), "\"" + std::string(1 << 20, 'x'),
                          "{\"a\":1\n\n\x1b[31m}" + std::string(1000, 'y')}) {
    const auto message = problem_of(bad).message;
    CHECK(message.size() < 200);
    CHECK(message.find_first_of("\n\x1b") == message.npos);
  }
}

TEST_CASE("a field can be added, but not over one that is there") {
  auto document = json_document::parse(R"({"a":"1"})");
  REQUIRE(document);
  CHECK(document->add_string(json_document::root, "b", "2"));
  CHECK_FALSE(document->add_string(json_document::root, "a", "3"));
  CHECK(document->at(document->find(json_document::root, "a")).text == "1");
  CHECK(document->at(document->find(json_document::root, "b")).text == "2");
}
