#include "docket/simulation/scheduler/schedule.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace docket;

namespace {

std::vector<runnable_actor> actors(std::uint64_t count) {
  std::vector<runnable_actor> all;
  for (std::uint64_t actor = 1; actor <= count; ++actor)
    all.push_back({1, actor});
  return all;
}

std::vector<std::size_t> choices(const schedule_plan& plan, std::size_t steps, std::uint64_t count = 5) {
  const auto by = make_schedule(plan);
  const auto ready = actors(count);
  std::vector<std::size_t> chosen;
  for (std::size_t step = 0; step < steps; ++step)
    chosen.push_back(by->choose(ready));
  return chosen;
}

} // namespace

TEST_CASE("a schedule's seed decides all its choices", "[schedule]") {
  const auto kind = GENERATE(schedule_kind::random, schedule_kind::priority, schedule_kind::starving);
  schedule_plan plan;
  plan.kind = kind;
  plan.seed = 7;
  CHECK(choices(plan, 500) == choices(plan, 500));
  auto other = plan;
  other.seed = 8;
  CHECK(choices(plan, 500) != choices(other, 500));
}

TEST_CASE("by chance everybody comes, and now and then time passes first", "[schedule]") {
  schedule_plan plan;
  plan.passes = 50;
  std::map<std::size_t, int> times;
  for (const auto chosen : choices(plan, 2'000))
    ++times[chosen];
  CHECK(times.size() == 6);
  CHECK(times[5] > 50);
  CHECK(times[5] < 200);
}

TEST_CASE("by priority the same one comes first until the priorities change, depth - 1 times", "[schedule]") {
  schedule_plan plan;
  plan.kind = schedule_kind::priority;
  plan.passes = 0;
  plan.depth = 3;
  plan.steps = 100;
  const auto chosen = choices(plan, 200);
  const std::set<std::size_t> different{chosen.begin(), chosen.end()};
  CHECK(different.size() == 3);
}

TEST_CASE("who is starved comes when he is alone, or has waited very long", "[schedule]") {
  schedule_plan plan;
  plan.kind = schedule_kind::starving;
  plan.passes = 0;
  const auto by = make_schedule(plan);
  const auto ready = actors(3);
  std::map<std::size_t, int> times;
  for (int step = 0; step < 3'000; ++step)
    ++times[by->choose(ready)];
  const auto least = std::min({times[0], times[1], times[2]});
  CHECK(least > 0);
  CHECK(least < 60);
  const auto alone = actors(1);
  CHECK(by->choose(alone) == 0);
}

TEST_CASE("recorded choices are made again, and after them the first comes", "[schedule]") {
  schedule_plan plan;
  plan.kind = schedule_kind::replay;
  plan.choices = {3, 1, 9};
  CHECK(choices(plan, 5) == std::vector<std::size_t>{3, 1, 5, 0, 0}); // 9 of 5: time passes.
}
