#include "docket/app/apply/summary.hpp"

#include "docket/app/output/hash_text.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/table.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace docket::app {
namespace {

// Most frequent first; equal ones by name.
std::vector<std::pair<std::string, std::uint64_t>> ranked(const tally::counts& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> result(counts.begin(), counts.end());
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return result;
}

void add_with_reasons(table& rows, const char* name, std::uint64_t number, const tally::counts& reasons) {
  if (number == 0) return;
  rows.add({name, grouped(number)});
  for (const auto& [reason, count] : ranked(reasons))
    rows.add({"  " + reason, grouped(count)});
}

// Three decimals of a millisecond are what was measured.
double milliseconds(std::int64_t microseconds) { return static_cast<double>(microseconds) / 1e3; }

double seconds(std::chrono::nanoseconds span) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(span).count();
  return static_cast<double>(us) / 1e6;
}

} // namespace

std::string summary_text(const run_figures& figures) {
  const auto& counts = figures.counts;
  table rows{{side::left, side::right}};
  rows.add({"accepted", grouped(counts.accepted)});
  if (counts.repeated > 0) rows.add({"repeated", grouped(counts.repeated)});
  add_with_reasons(rows, "refused", counts.refused, counts.refused_by);
  add_with_reasons(rows, "malformed", counts.malformed, counts.malformed_by);
  if (counts.failed > 0) rows.add({"failed", grouped(counts.failed)});
  const auto span = std::chrono::duration_cast<std::chrono::milliseconds>(figures.elapsed);
  return fmt::format("{} in {}, {} a second; answered in {} (p50), {} (p99)\n{}Head: position {}, hash {}\n",
                     counted(counts.all(), "command", "commands"), duration_text(span),
                     grouped(per_second(counts.all(), figures.elapsed)), milliseconds_text(figures.p50_us),
                     milliseconds_text(figures.p99_us), rows.text(), grouped(value(figures.head.position)),
                     hash_text(figures.head.hash));
}

std::string summary_json(const run_figures& figures) {
  const auto& counts = figures.counts;
  const nlohmann::ordered_json object{
      {"accepted", counts.accepted},
      {"repeated", counts.repeated},
      {"refused", counts.refused},
      {"malformed", counts.malformed},
      {"failed", counts.failed},
      {"refusedBy", counts.refused_by},
      {"refusedByCommand", counts.refused_by_command},
      {"malformedBy", counts.malformed_by},
      {"seconds", seconds(figures.elapsed)},
      {"perSecond", per_second(counts.all(), figures.elapsed)},
      {"p50Ms", milliseconds(figures.p50_us)},
      {"p99Ms", milliseconds(figures.p99_us)},
      {"head", {{"position", value(figures.head.position)}, {"hash", hash_text(figures.head.hash)}}}};
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace docket::app
