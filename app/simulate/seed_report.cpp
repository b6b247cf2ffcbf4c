#include "docket/app/simulate/seed_report.hpp"

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

seed_report report_of(std::uint64_t seed, run_result result) {
  return {seed,
          result.steps,
          result.trace_hash,
          result.lie_found_out,
          std::move(result.met),
          std::move(result.violations)};
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
