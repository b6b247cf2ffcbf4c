#include "docket/simulation/shop/run_scenario.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

using namespace docket;

namespace {

std::vector<std::filesystem::path> regressions() {
  std::vector<std::filesystem::path> files;
  const auto folder = std::filesystem::path{DOCKET_SOURCE_DIR} / "tests" / "simulation" / "regressions";
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

scenario scenario_in(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return scenario_from_json(std::string{std::istreambuf_iterator<char>{in}, {}});
}

} // namespace

TEST_CASE("scenarios that once went wrong do so no more") {
  const auto files = regressions();
  REQUIRE_FALSE(files.empty());
  for (const auto& file : files) {
    const auto what = scenario_in(file);
    INFO(file.filename().string() << ": " << what.about);
    CHECK_FALSE(what.about.empty());
    const auto result = run(what);
    for (const auto& one : result.violations)
      FAIL_CHECK(one.invariant << ": " << one.what);
    CHECK_FALSE(result.lie_found_out);
  }
}

TEST_CASE("a scenario's file keeps what it is about") {
  scenario what;
  what.about = "an engine that could not stop";
  CHECK(scenario_from_json(to_json(what)).about == what.about);
  CHECK(to_json(scenario{}).find("about") == std::string::npos);
}
