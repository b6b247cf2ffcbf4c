#include "docket/app/simulate/seed_report.hpp"

#include <exception>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

namespace docket::app {
namespace {

using nlohmann::json;

// "event.OrderPlaced" → "event", "OrderPlaced".
void count_key(coverage& met, std::string_view key, std::uint64_t times) {
  const auto dot = key.find('.');
  met.count(key.substr(0, dot), key.substr(dot + 1), times);
}

} // namespace

seed_report run_and_report(const scenario& what, const run_options& options) {
  seed_report report;
  report.seed = what.seed;
  try {
    auto result = run(what, options);
    report.steps = result.steps;
    report.trace_hash = result.trace_hash;
    report.lie_found_out = result.lie_found_out;
    report.met = std::move(result.met);
    report.violations = std::move(result.violations);
  } catch (const std::exception& error) {
    report.violations.push_back({"failed", error.what()});
  }
  return report;
}

std::string line_of(const seed_report& report) {
  json violations = json::array();
  for (const auto& one : report.violations)
    violations.push_back({one.invariant, one.what});
  const json object{{"seed", report.seed},        {"steps", report.steps},
                    {"hash", report.trace_hash},  {"lie", report.lie_found_out},
                    {"met", report.met.counts()}, {"violations", std::move(violations)}};
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

seed_report report_from_line(std::string_view line) {
  try {
    const auto object = json::parse(line);
    seed_report report;
    object.at("seed").get_to(report.seed);
    object.at("steps").get_to(report.steps);
    object.at("hash").get_to(report.trace_hash);
    object.at("lie").get_to(report.lie_found_out);
    for (const auto& [key, times] : object.at("met").items())
      count_key(report.met, key, times.get<std::uint64_t>());
    for (const auto& one : object.at("violations"))
      report.violations.push_back({one.at(0).get<std::string>(), one.at(1).get<std::string>()});
    return report;
  } catch (const json::exception& error) {
    throw std::runtime_error{std::string{"a run's report cannot be read: "} + error.what()};
  }
}

} // namespace docket::app
