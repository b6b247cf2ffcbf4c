#include "docket/persistence/codec/command_line.hpp"
#include "docket/persistence/codec/command_readers.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <set>
#include <string>
#include <vector>

using namespace docket;

namespace {

// The lines that are one JSON object each, and the rules with a line that each refuses: `| rule | ... |
// `line` |`.
struct document {
  std::vector<std::string> examples;
  std::vector<std::pair<std::string, std::string>> refusals;
};

document read_document() {
  std::ifstream file{DOCKET_SOURCE_DIR "/docs/commands.md"};
  REQUIRE(file);
  document result;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("{\"command\"")) result.examples.push_back(line);
    if (!line.starts_with("| `") || !line.ends_with("` |")) continue;
    const auto rule_end = line.find('`', 3);
    const auto example = line.rfind('`', line.size() - 4);
    if (line[example + 1] == '{' || line[example + 1] == '[') {
      result.refusals.emplace_back(line.substr(3, rule_end - 3),
                                   line.substr(example + 1, line.size() - 4 - example));
    }
  }
  return result;
}

} // namespace

TEST_CASE("every example of docs/commands.md is a command, and every command has one") {
  std::set<std::string_view> shown;
  for (const auto& line : read_document().examples) {
    INFO(line);
    const auto parsed = parse_command_line(line);
    REQUIRE(parsed);
    shown.insert(name_of(parsed->command));
  }
  std::set<std::string_view> known;
  for (const auto& reader : command_readers())
    known.insert(reader.name);
  CHECK(shown == known);
}

TEST_CASE("every malformed line of docs/commands.md is refused by the rule that stands beside it") {
  const auto refusals = read_document().refusals;
  CHECK(refusals.size() >= 12);
  for (const auto& [rule, line] : refusals) {
    INFO(line);
    const auto parsed = parse_command_line(line);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().rule == rule);
  }
}
