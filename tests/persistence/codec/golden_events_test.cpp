#include "codec/coding.hpp"
#include "codec/every_aggregate.hpp"
#include "codec/golden_events.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace docket;

namespace {

template <class Aggregate>
std::filesystem::path folder() {
  return std::filesystem::path{DOCKET_SOURCE_DIR "/tests/golden"} / Aggregate::stream_type;
}

template <class Aggregate>
std::string contents(const std::string& name) {
  std::ifstream file{folder<Aggregate>() / (name + ".json"), std::ios::binary};
  INFO(name);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>{file}, {}};
}

template <class Aggregate>
std::string written_name(const typename Aggregate::event& event) {
  const auto type = codec<Aggregate>::type_of(event);
  return std::string{type.name} + ".v" + std::to_string(type.schema);
}

} // namespace

TEMPLATE_LIST_TEST_CASE("every schema that was ever written is still read, and means what it meant", "",
                        every_aggregate) {
  for (const auto& [name, event] : golden_events<TestType>()) {
    const auto dot = name.find(".v");
    const auto decoded = codec<TestType>::decode(name.substr(0, dot), std::stoi(name.substr(dot + 2)),
                                                 contents<TestType>(name));
    INFO(name);
    REQUIRE(decoded);
    CHECK(*decoded == event);
  }
}

TEMPLATE_LIST_TEST_CASE("every current schema is still written byte for byte as it was", "",
                        every_aggregate) {
  std::set<std::string> current;
  for (const auto& [name, event] : golden_events<TestType>()) {
    if (written_name<TestType>(event) != name) continue; // An older schema, which is only read.
    CHECK(encoded<TestType>(event) == contents<TestType>(name));
    current.insert(name);
  }
  CHECK(current.size() == std::variant_size_v<typename TestType::event>);
}

TEMPLATE_LIST_TEST_CASE("every golden file has its test", "", every_aggregate) {
  std::set<std::string> files, tested;
  for (const auto& entry : std::filesystem::directory_iterator{folder<TestType>()})
    files.insert(entry.path().stem().string());
  for (const auto& [name, event] : golden_events<TestType>())
    tested.insert(name);
  CHECK(files == tested);
}
