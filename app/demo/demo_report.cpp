#include "docket/app/demo/demo_report.hpp"

#include "docket/app/output/hash_text.hpp"
#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/read/history_text.hpp"
#include "docket/app/read/verify_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace docket::app {
namespace {

std::string speed_text(const demo_report& report) {
  const auto& [counts, elapsed, refusals] = report.run;
  return fmt::format(
      "{} commands became {} in {}: {} commands and {} events a second, each durable before its answer,\n"
      "answered in {} (p50), {} (p99).\n",
      grouped(counts.all()), counted(report.verified.events, "event", "events"),
      duration_text(std::chrono::duration_cast<std::chrono::milliseconds>(elapsed)),
      grouped(per_second(counts.all(), elapsed)), grouped(per_second(report.verified.events, elapsed)),
      milliseconds_text(report.p50_us), milliseconds_text(report.p99_us));
}

std::string phases_text(const demo_report& report) {
  table rows{{side::left, side::right, side::right}};
  for (std::size_t i = 0; i < order_phases.size(); ++i) {
    rows.add({std::string{order_phases[i]}, grouped(report.phases[i]),
              percent_text(report.phases[i], report.played.orders)});
  }
  return "Where the orders stand\n" + rows.text();
}

std::string answers_text(const demo_report& report) {
  const auto& counts = report.run.counts;
  table rows{{side::left, side::right}};
  rows.add({"accepted", grouped(counts.accepted)});
  rows.add({"sent twice, answered as the first time", grouped(counts.repeated)});
  rows.add({"refused", grouped(counts.refused)});
  for (const auto& [rule, count] : counts.refused_by)
    rows.add({"  " + rule, grouped(count)});
  return "What became of the commands\n" + rows.text();
}

std::string story_text(const demo_report& report) {
  auto result = "One of them\n" + history_text(report.told, report.history);
  for (const auto& refusal : report.run.refusals)
    result += fmt::format("  Refused on the way, {}\n", printable(refusal));
  return result;
}

// A word for a shell that takes it as it stands.
std::string shell_word(const std::string& word) {
  constexpr auto plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string result = "'";
  for (const char c : word)
    result += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return result + "'";
}

std::string suggestions_text(const demo_report& report, const std::string& program,
                             const std::string& database) {
  const auto begin = fmt::format("  {} --db {}", shell_word(program), shell_word(database));
  const auto order = report.told.view();
  return fmt::format("Try next\n"
                     "{0} show {1}\n"
                     "{0} show {1} --version 2\n"
                     "{0} history {1}\n"
                     "{0} events --type OrderCancelled --limit 3\n"
                     "{0} verify --expect-head {2}\n",
                     begin, order, hash_text(report.verified.head.hash));
}

nlohmann::ordered_json phases_json(const demo_report& report) {
  nlohmann::ordered_json phases;
  for (std::size_t i = 0; i < order_phases.size(); ++i)
    phases[std::string{order_phases[i]}] = report.phases[i];
  return phases;
}

} // namespace

std::string report_text(const demo_report& report, const std::string& program, const std::string& database) {
  return fmt::format("{} of a shop over six weeks, seed {}, in {}\n\n{}\n{}\n{}\n{}\n{}\n{}",
                     counted(report.played.orders, "order", "orders"), report.played.seed, database,
                     speed_text(report), phases_text(report), answers_text(report), story_text(report),
                     verify_text(report.verified), suggestions_text(report, program, database));
}

std::string report_json(const demo_report& report) {
  const auto& [counts, elapsed, refusals] = report.run;
  const nlohmann::ordered_json object{
      {"orders", report.played.orders},
      {"seed", report.played.seed},
      {"commands", counts.all()},
      {"accepted", counts.accepted},
      {"repeated", counts.repeated},
      {"refused", counts.refused},
      {"refusedBy", counts.refused_by},
      {"phases", phases_json(report)},
      {"events", report.verified.events},
      {"seconds", static_cast<double>(elapsed.count() / 1'000) / 1e6},
      {"perSecond", per_second(counts.all(), elapsed)},
      {"eventsPerSecond", per_second(report.verified.events, elapsed)},
      {"p50Ms", static_cast<double>(report.p50_us) / 1e3},
      {"p99Ms", static_cast<double>(report.p99_us) / 1e3},
      {"toldOrder", report.told.view()},
      {"head",
       {{"position", value(report.verified.head.position)}, {"hash", hash_text(report.verified.head.hash)}}}};
  return object.dump();
}

} // namespace docket::app
