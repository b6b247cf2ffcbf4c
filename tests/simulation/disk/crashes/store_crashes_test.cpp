// That the crash tests find what they look for. docket_crash_tests runs them all.
#include "crash_run.hpp"

#include <catch2/catch.hpp>

using namespace docket;
using namespace docket::testing;

TEST_CASE("the check of a crash finds commits that a lying disk has lost", "[disk][crash]") {
  crash_world world;
  world.open();
  world.commit({sample_append("order-1", expected_version::any())});
  world.disk().set_faults(lies_about_syncs());
  for (int i = 0; i < 3; ++i)
    world.commit({sample_append("order-2", expected_version::any())});
  world.disk().power_cut(power_damage::nothing_kept, 1);
  world.settle();
  CHECK(world.counts().acknowledged >= 4);
  CHECK(world.counts().lost == 3);
  CHECK_FALSE(world.findings().empty());
}

TEST_CASE("the check of a crash finds a commit that nobody made", "[disk][crash]") {
  crash_world world;
  world.open();
  world.commit({sample_append("order-1", expected_version::any())});
  world.close();
  {
    const auto store = open_sqlite_store(world.path());
    commit(*store, {sample_append("order-1", expected_version::any())});
  }
  world.settle();
  CHECK(world.counts().doubled == 1);
}

TEST_CASE("the check of a crash finds a bit that flipped in an event", "[disk][crash]") {
  crash_world world;
  world.open();
  world.commit({sample_append("order-1", expected_version::any(), 20)});
  world.close();
  auto bytes = world.disk().content_of(world.path());
  const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  const auto place = text.find(R"({"line":7})");
  REQUIRE(place != text.npos);
  bytes[place + 8] ^= 1; // Line 6.
  world.disk().put(world.path(), bytes);
  world.settle();
  CHECK_FALSE(world.findings().empty());
}

TEST_CASE("a store keeps its promises at some failures of each scenario", "[disk][crash]") {
  for (const auto& scenario : crash_scenarios()) {
    const auto report = run_crashes(scenario, {.operations_max = 3, .recovery_step = 40});
    CAPTURE(scenario.name);
    CHECK(report.findings == std::vector<std::string>{});
    CHECK(report.cases > 10);
  }
}
