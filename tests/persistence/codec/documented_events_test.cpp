#include "codec/coding.hpp"
#include "codec/every_aggregate.hpp"
#include "codec/golden_events.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <string>

using namespace docket;

namespace {

// The lines of EVENTS.md below the heading that names the stream type.
std::string chapter(std::string_view stream_type) {
  std::ifstream file{DOCKET_SOURCE_DIR "/persistence/codec/EVENTS.md"};
  REQUIRE(file);
  std::string result;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) inside = line == "## `" + std::string{stream_type} + "`";
    if (inside) result += line + "\n";
  }
  return result;
}

// The row of the event, up to its end.
std::string row_of(const std::string& chapter, std::string_view type) {
  const auto name = chapter.find("`" + std::string{type} + "`");
  INFO(type);
  REQUIRE(name != std::string::npos);
  return chapter.substr(name, chapter.find('\n', name) - name);
}

} // namespace

TEMPLATE_LIST_TEST_CASE("EVENTS.md has a row for every event, with its current schema", "", every_aggregate) {
  const auto text = chapter(TestType::stream_type);
  const auto check_all = [&]<class... Events>(const std::variant<Events...>&) {
    const auto check = [&](const typename TestType::event& event) {
      const auto type = codec<TestType>::type_of(event);
      INFO(type.name);
      CHECK(row_of(text, type.name).find("| " + std::to_string(type.schema) + " |") != std::string::npos);
    };
    (check(Events{}), ...);
  };
  check_all(typename TestType::event{});
}

TEMPLATE_LIST_TEST_CASE("EVENTS.md names every field that a golden file has", "", every_aggregate) {
  const auto text = chapter(TestType::stream_type);
  for (const auto& [name, event] : golden_events<TestType>()) {
    const auto fields = nlohmann::json::parse(encoded<TestType>(event));
    for (const auto& [field, value] : fields.items()) {
      INFO(name << "." << field);
      CHECK(text.find("`" + field + "`") != std::string::npos);
    }
  }
}
