#include "docket/app/bench/rounded.hpp"
#include "docket/app/simulate/expected.hpp"
#include "docket/app/simulate/report_json.hpp"
#include "docket/app/simulate/summary.hpp"

namespace docket::app {
namespace {

using json = nlohmann::ordered_json;

json failures_json(const simulate_summary& summary) {
  json all = json::array();
  for (const auto& [seed, failure] : summary.totals.failures)
    all.push_back({{"seed", seed},
                   {"violations", violations_json(failure.violations)},
                   {"replay", replay_line(summary, seed)}});
  return all;
}

json coverage_json(const simulate_summary& summary) {
  const auto expected = expected_of(summary.wishes);
  json object = json::object();
  for (const auto& group : expected)
    object[std::string{group.group}] = {{"met", met_of(group, summary.totals.met)},
                                        {"of", group.names.size()}};
  object["neverMet"] = never_met(expected, summary.totals.met);
  return object;
}

} // namespace

std::string summary_json(const simulate_summary& summary) {
  const auto& t = summary.totals;
  const auto group = [&](std::string_view name) { return json(counts_in(t.met, name)); };
  json object{{"seeds", t.seeds},
              {"first", t.first},
              {"last", t.last},
              {"seconds", static_cast<double>(t.elapsed.count()) / 1'000},
              {"seedsPerSecond", bench::rounded(per_second(t))},
              {"seedsPerSecondAndCore", bench::rounded(per_second(t) / t.jobs)},
              {"jobs", t.jobs},
              {"steps", t.steps},
              {"commandsSent", t.met.of("commands", "sent")},
              {"answers", group("answer")},
              {"refused", group("refused")},
              {"events", group("event")},
              {"engine", group("engine")},
              {"faults", group("fault")},
              {"schedules", group("schedule")},
              {"storages", group("storage")},
              {"views", group("view")},
              {"coverage", coverage_json(summary)},
              {"liesFoundOut", t.lies_found_out},
              {"failures", failures_json(summary)}};
  if (!summary.ended_by.empty()) object["endedBy"] = summary.ended_by;
  return json_line(object);
}

} // namespace docket::app
