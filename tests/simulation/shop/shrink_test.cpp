#include "docket/simulation/shop/draw_scenario.hpp"
#include "docket/simulation/shop/run_scenario.hpp"
#include "docket/simulation/shop/shrink.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace docket;

namespace {

bool sends(const scenario& what, std::string_view word) {
  return std::ranges::any_of(what.clients, [&](const client_script& client) {
    return std::ranges::any_of(client.actions, [&](const client_action& action) {
      return action.line.find(word) != std::string::npos;
    });
  });
}

std::size_t actions_of(const scenario& what) {
  std::size_t count = 0;
  for (const auto& client : what.clients)
    count += client.actions.size();
  return count;
}

// A seed whose scenario has all that the tests take out.
scenario large_scenario() {
  scenario_wishes wishes;
  wishes.storage = scenario_storage::sqlite;
  for (std::uint64_t seed = 1;; ++seed) {
    auto drawn = draw_scenario(seed, wishes);
    if (drawn.faults.contains(scenario_fault::crashes) && drawn.faults.size() > 2 && !drawn.views.empty() &&
        sends(drawn, "cancelOrder") && actions_of(drawn) > 20)
      return drawn;
  }
}

} // namespace

TEST_CASE("a scenario shrinks to the one command and the one fault that it takes") {
  const auto fails = [](const scenario& what) {
    return sends(what, "cancelOrder") && what.faults.contains(scenario_fault::crashes);
  };
  const auto found = shrink(large_scenario(), {fails});
  REQUIRE(found.fails);
  const auto& small = found.smallest;
  CHECK(small.clients.size() == 1);
  CHECK(actions_of(small) == 1);
  CHECK(small.clients[0].actions[0].after_ms == 0);
  CHECK(small.faults == std::map<scenario_fault, std::uint32_t>{{scenario_fault::crashes, 1}});
  CHECK(small.views.empty());
  CHECK(small.storage == scenario_storage::memory);
  CHECK(small.engine.aggregates.live_max == config{}.aggregates.live_max);
  CHECK(small.gateways.declines + small.gateways.timeouts_after_effect == 0);
  CHECK(small.schedule.kind == schedule_kind::random);
  CHECK(found.runs < 3'000);
}

TEST_CASE("choices of a schedule shrink to the few that it takes, and the first is next after them") {
  shrink_judge judge;
  judge.fails = [](const scenario& what) {
    const auto& plan = what.schedule;
    return plan.kind != schedule_kind::replay || std::ranges::count(plan.choices, 7u) >= 2;
  };
  judge.choices_of = [](const scenario&) {
    std::vector<std::uint32_t> choices(300, 1);
    choices[10] = choices[90] = 7;
    return choices;
  };
  const auto found = shrink(draw_scenario(1), judge);
  CHECK(found.smallest.schedule.kind == schedule_kind::replay);
  CHECK(found.smallest.schedule.choices == std::vector<std::uint32_t>{7, 7});
}

TEST_CASE("a scenario that does not go wrong is not shrunk, and one run says so") {
  const auto drawn = draw_scenario(3);
  const auto found = shrink(drawn, {[](const scenario&) { return false; }});
  CHECK_FALSE(found.fails);
  CHECK(found.runs == 1);
  CHECK(to_json(found.smallest) == to_json(drawn));
}

TEST_CASE("shrinking keeps to its budget and tells of each step") {
  std::uint64_t told = 0, last = 0;
  const auto listen = [&](const scenario&, std::uint64_t runs) {
    ++told;
    CHECK(runs > last);
    last = runs;
  };
  const auto found =
      shrink(large_scenario(), {[](const scenario& s) { return sends(s, "cancel"); }}, {.runs = 10}, listen);
  CHECK(found.runs == 10);
  CHECK(told > 0);
  std::uint64_t asked = 0;
  const shrink_budget some_time{.may_go_on = [&] { return ++asked <= 5; }};
  CHECK(shrink(large_scenario(), {[](const scenario&) { return true; }}, some_time).runs <= 6);
}

TEST_CASE("what real runs meet is still met by the smallest scenario, and shrinking is the same each time") {
  const auto is_refused = [](const scenario& what) {
    return run(what).met.of("refused", "order_already_cancelled") > 0;
  };
  scenario_wishes wishes;
  wishes.storage = scenario_storage::memory;
  wishes.views = false;
  auto seed = std::uint64_t{1};
  while (!is_refused(draw_scenario(seed, wishes)))
    ++seed;
  const auto drawn = draw_scenario(seed, wishes);
  const shrink_judge judge{is_refused,
                           [](const scenario& what) { return run(what, {.record_choices = true}).choices; }};
  const auto found = shrink(drawn, judge, {.runs = 150});
  CHECK(is_refused(found.smallest));
  CHECK(actions_of(found.smallest) < actions_of(drawn));
  CHECK(to_json(found.smallest) == to_json(shrink(drawn, judge, {.runs = 150}).smallest));
}
