#include "docket/simulation/shop/draw_scenario.hpp"
#include "docket/simulation/shop/run_scenario.hpp"

#include <catch2/catch.hpp>

using namespace docket;

namespace {

scenario_wishes on(scenario_storage storage) {
  scenario_wishes wishes;
  wishes.storage = storage;
  return wishes;
}

void check(std::uint64_t seed, const scenario_wishes& wishes) {
  INFO("seed " << seed);
  const auto result = run(draw_scenario(seed, wishes));
  for (const auto& violation : result.violations)
    FAIL_CHECK(violation.invariant << ": " << violation.what);
}

} // namespace

TEST_CASE("whatever goes wrong, the shop keeps its promises", "[shop]") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed)
    check(seed, on(scenario_storage::memory));
  for (std::uint64_t seed = 1; seed <= 15; ++seed)
    check(seed, on(scenario_storage::sqlite));
}

TEST_CASE("a scenario means the same from its file", "[shop]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto drawn = draw_scenario(seed);
    const auto read = scenario_from_json(to_json(drawn));
    CHECK(to_json(read) == to_json(drawn));
    CHECK(run(read).trace_hash == run(drawn).trace_hash);
  }
}

TEST_CASE("recorded choices are the same run as the schedule that made them", "[shop]") {
  auto drawn = draw_scenario(5, on(scenario_storage::memory));
  run_options options;
  options.record_choices = true;
  const auto first = run(drawn, options);
  drawn.schedule.kind = schedule_kind::replay;
  drawn.schedule.choices = first.choices;
  CHECK(run(drawn).trace_hash == first.trace_hash);
}

TEST_CASE("a disk that lies about syncs is found out by the head that was known", "[shop]") {
  auto wishes = on(GENERATE(scenario_storage::memory, scenario_storage::sqlite));
  wishes.faults = {scenario_fault::lying_disk, scenario_fault::crashes};
  std::size_t found_out = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const auto result = run(draw_scenario(seed, wishes));
    CHECK(result.violations.empty());
    found_out += result.lie_found_out ? 1 : 0;
  }
  CHECK(found_out > 0);
}

TEST_CASE("a file that is no scenario is refused by what is wrong with it", "[shop]") {
  CHECK_THROWS_WITH(scenario_from_json("{"), Catch::Contains("no scenario"));
  CHECK_THROWS_WITH(scenario_from_json(R"({"seed":1})"), Catch::Contains("schedule"));
  auto text = to_json(draw_scenario(1));
  text.replace(text.find("\"storage\": \""), 12, "\"storage\": \"X");
  CHECK_THROWS_WITH(scenario_from_json(text), Catch::Contains("\"X"));
}
