#include "docket/app/apply/summary.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/service/answers/hash_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

constexpr std::size_t reasons_max = 20; // Reasons may be customers' words; --json has them all.

void add_with_reasons(table& rows, const char* name, std::uint64_t number, const tally::counts& reasons) {
  if (number == 0) return;
  rows.add({name, grouped(number)});
  std::uint64_t others = 0;
  std::size_t told = 0;
  for (const auto& [reason, count] : ranked(reasons)) {
    if (told++ < reasons_max)
      rows.add({"  " + clipped(reason, 48), grouped(count)});
    else
      others += count;
  }
  if (others > 0) rows.add({"  for other reasons", grouped(others)});
}

// Three decimals of a millisecond are what was measured.
double milliseconds(std::int64_t microseconds) { return static_cast<double>(microseconds) / 1e3; }

double seconds(std::chrono::nanoseconds span) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(span).count();
  return static_cast<double>(us) / 1e6;
}

std::string fulfilments_text(const fulfilment_tally& counts) {
  table rows{{side::left, side::right}};
  rows.add({"completed", grouped(counts.completed)});
  add_with_reasons(rows, "compensated", counts.compensated, counts.compensated_by);
  if (counts.abandoned > 0) rows.add({"abandoned", grouped(counts.abandoned)});
  if (counts.under_way > 0) rows.add({"still under way", grouped(counts.under_way)});
  if (counts.parked > 0) rows.add({"parked", grouped(counts.parked)});
  const auto span = std::chrono::duration_cast<std::chrono::milliseconds>(counts.waited);
  return fmt::format("Fulfilments that ended, waited for {} after the last command\n{}", duration_text(span),
                     rows.text());
}

nlohmann::ordered_json fulfilments_json(const fulfilment_tally& counts) {
  return {{"completed", counts.completed},          {"compensated", counts.compensated},
          {"compensatedBy", counts.compensated_by}, {"abandoned", counts.abandoned},
          {"underWay", counts.under_way},           {"parked", counts.parked},
          {"seconds", seconds(counts.waited)}};
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
  const auto more = figures.fulfilments ? fulfilments_text(*figures.fulfilments) : std::string{};
  return fmt::format("{} in {}, {} a second; answered in {} (p50), {} (p99)\n{}Head: position {}, hash {}\n",
                     counted(counts.all(), "command", "commands"), duration_text(span),
                     grouped(per_second(counts.all(), figures.elapsed)), milliseconds_text(figures.p50_us),
                     milliseconds_text(figures.p99_us), rows.text() + more,
                     grouped(value(figures.head.position)), service::hash_text(figures.head.hash));
}

std::string summary_json(const run_figures& figures) {
  const auto& counts = figures.counts;
  nlohmann::ordered_json object{
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
      {"head",
       {{"position", value(figures.head.position)}, {"hash", service::hash_text(figures.head.hash)}}}};
  if (figures.fulfilments) object["fulfilments"] = fulfilments_json(*figures.fulfilments);
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace docket::app
