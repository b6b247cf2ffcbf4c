#include "docket/app/simulate/child_process.hpp"
#include "docket/app/simulate/expected.hpp"
#include "docket/app/simulate/expected_refusals.hpp"
#include "docket/app/simulate/hunt.hpp"
#include "docket/app/simulate/run_apart.hpp"
#include "docket/app/simulate/seed_report.hpp"
#include "docket/app/simulate/shrink_failure.hpp"
#include "docket/app/simulate/summary.hpp"
#include "docket/app/simulate/totals.hpp"
#include "docket/app/simulate/wishes.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/simulation/shop/draw_scenario.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <unistd.h>

using namespace docket;
using namespace docket::app;
using Catch::Matchers::Contains;

namespace {

seed_report report_with(std::uint64_t seed, std::vector<violation> violations = {}) {
  seed_report report;
  report.seed = seed;
  report.steps = 10;
  report.met.count("event", "OrderPlaced", 2);
  report.violations = std::move(violations);
  return report;
}

// What the child tells, and how it ended.
std::pair<std::vector<std::string>, std::string>
all_of(const std::function<void(const child_process::teller&)>& work) {
  child_process child{work};
  std::vector<std::string> lines;
  while (child.read(lines))
    wait_for_any({child.descriptor()}, 1'000);
  return {lines, child.end()};
}

// Its run throws: one client sends what is no command.
scenario throwing_scenario() {
  auto what = draw_scenario(1, {.storage = scenario_storage::memory,
                                .schedule = {},
                                .depth = {},
                                .faults = std::set<scenario_fault>{},
                                .fulfilment = {},
                                .views = false});
  what.clients.push_back({"nonsense", 20, {{0, R"({"command":"nonsense"})", 0}}});
  return what;
}

[[noreturn]] void work_without_end() {
  for (std::atomic<int> steps{0};;)
    ++steps;
}

} // namespace

TEST_CASE("simulate: a run's report is the same after it went through a pipe") {
  auto report = report_with(7, {{"money_kept", "order \"o-1\"\nkept \xff 3.00"}});
  report.trace_hash = ~std::uint64_t{0};
  report.lie_found_out = true;
  const auto line = line_of(report);
  CHECK(line.find('\n') == std::string::npos);
  const auto read = report_from_line(line);
  CHECK(read.seed == 7);
  CHECK(read.steps == 10);
  CHECK(read.trace_hash == report.trace_hash);
  CHECK(read.lie_found_out);
  CHECK(read.met.counts() == report.met.counts());
  CHECK(read.violations.at(0).invariant == "money_kept");
  CHECK_THROWS_AS(report_from_line("{}"), std::runtime_error);
}

TEST_CASE("simulate: a child tells its lines, and how it ended is known") {
  const auto [lines, end] = all_of([](const child_process::teller& tell) {
    for (int i = 0; i < 20'000; ++i)
      tell("line " + std::to_string(i));
  });
  REQUIRE(lines.size() == 20'000);
  CHECK(lines.back() == "line 19999");
  CHECK(end == "with status 0");
  CHECK(all_of([](const auto&) { ::_exit(3); }).second == "with status 3");
  CHECK(all_of([](const auto&) { ::raise(SIGKILL); }).second == "by signal 9");
}

TEST_CASE("simulate: a run that throws has failed, and can be shrunk") {
  const auto what = throwing_scenario();
  const auto report = run_apart(what);
  REQUIRE(report.violations.size() == 1);
  CHECK(report.violations[0].invariant == "failed");
  CHECK_THAT(report.violations[0].what, Contains("nonsense"));
  CHECK(run_apart(draw_scenario(1)).violations.empty());

  const auto file = std::filesystem::temp_directory_path() / ("docket-shrunk-" + std::to_string(::getpid()));
  const auto shrunk = shrink_failure(what, report.violations[0], file);
  CHECK(shrunk.fails);
  CHECK(shrunk.clients == 1);
  CHECK(shrunk.commands == 1);
  std::ifstream in{file};
  const auto small = scenario_from_json(std::string{std::istreambuf_iterator<char>{in}, {}});
  CHECK(small.clients.at(0).name == "nonsense");
  CHECK_THAT(small.about, Contains("failed: a client's line is no command"));
  std::filesystem::remove(file);
}

TEST_CASE("simulate: a seed that ends its process or never ends is named, and the others are run") {
  hunt_plan plan;
  plan.first = 5;
  plan.count = 20;
  plan.jobs = 3;
  plan.with_each.waiting = std::chrono::seconds{5};
  plan.run = [](std::uint64_t seed) {
    if (seed == 7) ::raise(SIGKILL);
    if (seed == 8) ::_exit(3);
    if (seed == 24) ::pause();
    return report_with(seed);
  };
  std::map<std::uint64_t, seed_report> reports;
  hunt{plan}.run([&](const seed_report& one) { reports[one.seed] = one; }, [] { return true; }, -1);
  REQUIRE(reports.size() == 20);
  CHECK(reports.begin()->first == 5);
  CHECK(reports.rbegin()->first == 24);
  CHECK(reports[7].violations == std::vector<violation>{{"process_died", "its process ended by signal 9"}});
  CHECK(reports[8].violations == std::vector<violation>{{"process_died", "its process ended with status 3"}});
  CHECK(reports[24].violations == std::vector<violation>{{"hung", "no end within 5 s"}});
  CHECK(std::ranges::count_if(reports, [](const auto& one) { return one.second.violations.empty(); }) == 17);
}

TEST_CASE(
    "simulate: a seed that works without end is found by its work, however long it waits for its turn") {
  hunt_plan plan;
  plan.count = 2;
  plan.with_each = {.working = std::chrono::seconds{1}, .waiting = std::chrono::hours{1}};
  plan.run = [](std::uint64_t seed) {
    if (seed == 2) work_without_end();
    return report_with(seed);
  };
  std::vector<seed_report> reports;
  hunt{plan}.run([&](const seed_report& one) { reports.push_back(one); }, [] { return true; }, -1);
  REQUIRE(reports.size() == 2);
  CHECK(reports[0].violations.empty());
  CHECK(reports[1].violations == std::vector<violation>{{"hung", "no end within 1 s of work"}});
}

TEST_CASE("simulate: a hunt ends when it may not go on, though seeds never do") {
  hunt_plan plan;
  plan.jobs = 2;
  plan.run = [](std::uint64_t seed) {
    if (seed > 10) ::pause();
    return report_with(seed);
  };
  std::size_t reports = 0;
  hunt{plan}.run([&](const seed_report&) { ++reports; }, [&] { return reports < 10; }, -1);
  CHECK(reports == 10);
}

TEST_CASE("simulate: totals add up, and failures have the command line that replays them") {
  simulate_totals totals;
  totals.add(report_with(12));
  totals.add(report_with(10, {{"money_kept", "3.00 too much"}}));
  CHECK(totals.seeds == 2);
  CHECK(totals.first == 10);
  CHECK(totals.last == 12);
  CHECK(totals.steps == 20);
  CHECK(sum_of(totals.met, "event") == 4);
  CHECK(counts_in(totals.met, "even").empty());
  const scenario_wishes wishes;
  const simulate_summary summary{totals, wishes, "docket", " --storage memory", "SIGINT"};
  const auto text = summary_text(summary);
  CHECK_THAT(text, Contains("1 failure\n") && Contains("seed 10\n  money_kept: 3.00 too much\n") &&
                       Contains("docket simulate --replay 10 --storage memory") &&
                       Contains("ended by SIGINT"));
  CHECK_THAT(summary_json(summary), Contains(R"("replay":"docket simulate --replay 10 --storage memory")"));
}

TEST_CASE("simulate: wishes are read from options and said again as options") {
  simulate_options options;
  CHECK(words_of_wishes(options).empty());
  CHECK_FALSE(wishes_of(options).faults);
  options.storage = "sqlite";
  options.strategy = "priority";
  options.depth = 4;
  options.faults = {"crashes", "lying_disk"};
  options.no_views = true;
  const auto wishes = wishes_of(options);
  CHECK(wishes.storage == scenario_storage::sqlite);
  CHECK(wishes.schedule == schedule_kind::priority);
  CHECK(wishes.depth == 4u);
  CHECK(wishes.faults == std::set<scenario_fault>{scenario_fault::crashes, scenario_fault::lying_disk});
  CHECK_FALSE(wishes.views);
  CHECK(words_of_wishes(options) ==
        " --strategy priority --depth 4 --storage sqlite --faults crashes,lying_disk --no-views");
  CHECK(duration_of("90s") == std::chrono::seconds{90});
  CHECK(duration_of("2h") == std::chrono::hours{2});
  for (const auto* wrong : {"", "s", "10", "-1m", "10 m", "0s", "99999999999h"})
    CHECK_THROWS_AS(duration_of(wrong), usage_error);
}

TEST_CASE("simulate: what should be met is what such scenarios can meet") {
  const auto names_in = [](const scenario_wishes& wishes, std::string_view group) {
    const auto all = expected_of(wishes);
    return std::ranges::find(all, group, &expected_group::group)->names;
  };
  const auto has = [](const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
  };
  scenario_wishes wishes;
  CHECK(has(names_in(wishes, "event"), "PaymentVoided"));
  CHECK_FALSE(has(names_in(wishes, "fault"), "lies"));
  CHECK(has(names_in(wishes, "view"), "order_list"));
  wishes.storage = scenario_storage::memory;
  wishes.fulfilment = fulfilment_mode::manual;
  wishes.views = false;
  wishes.faults = std::set<scenario_fault>{scenario_fault::lying_disk};
  CHECK_FALSE(has(names_in(wishes, "event"), "PaymentVoided"));
  CHECK(names_in(wishes, "fault") == std::vector<std::string>{"lies"});
  CHECK(names_in(wishes, "view").empty());
  coverage met;
  met.count("fault", "lies");
  CHECK_FALSE(has(never_met(expected_of(wishes), met), "fault.lies"));
  CHECK(has(never_met(expected_of(wishes), met), "event.OrderPlaced"));
}

TEST_CASE("simulate: every refusal that should be met is one that docs/commands.md has") {
  std::ifstream in{std::filesystem::path{DOCKET_SOURCE_DIR} / "docs" / "commands.md"};
  const std::string page{std::istreambuf_iterator<char>{in}, {}};
  for (const auto& rule : expected_refusals()) {
    INFO(rule);
    CHECK(page.find("`" + rule + "`") != std::string::npos);
  }
}

TEST_CASE("docs/simulation.md has every invariant with its meaning, and every fault") {
  std::ifstream in{std::filesystem::path{DOCKET_SOURCE_DIR} / "docs" / "simulation.md"};
  const std::string page{std::istreambuf_iterator<char>{in}, {}};
  for (const auto& one : invariants()) {
    const auto row = "\n| `" + std::string{one.name} + "` | " + std::string{one.meaning} + " |\n";
    INFO(row);
    CHECK(page.find(row) != std::string::npos);
  }
  for (const auto fault : every_scenario_fault) {
    INFO(name_of(fault));
    CHECK(page.find("\n| `" + std::string{name_of(fault)} + "` | ") != std::string::npos);
  }
}
