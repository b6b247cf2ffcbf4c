#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/simulate/expected.hpp"
#include "docket/app/simulate/summary.hpp"

#include <fmt/format.h>
#include <iterator>

namespace docket::app {
namespace {

// "1,202 disk_full, 31 slow"; "none".
std::string listed(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [name, times] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", grouped(times), name);
  return text.empty() ? "none" : text;
}

std::string headline(const simulate_summary& summary) {
  const auto& t = summary.totals;
  const auto speed = per_second(t);
  auto line = fmt::format("{} ({} to {}) in {}: {:.0f} a second, {:.0f} on each of {}",
                          counted(t.seeds, "seed", "seeds"), t.first, t.last, duration_text(t.elapsed), speed,
                          speed / t.jobs, counted(t.jobs, "core", "cores"));
  if (!summary.ended_by.empty()) line += "; ended by " + summary.ended_by;
  return line + "\n\n";
}

std::string figures(const simulate_summary& summary) {
  const auto& t = summary.totals;
  auto answers = counts_in(t.met, "answer");
  answers["refused"] = sum_of(t.met, "refused");
  table rows{{side::left, side::left}};
  rows.add({"steps", grouped(t.steps)});
  rows.add({"commands", fmt::format("{} sent; {}", grouped(t.met.of("commands", "sent")), listed(answers))});
  rows.add({"events", grouped(sum_of(t.met, "event"))});
  rows.add({"crashes", grouped(t.met.of("engine", "crashes")) + " survived"});
  rows.add({"faults", listed(counts_in(t.met, "fault"))});
  rows.add({"schedules", listed(counts_in(t.met, "schedule"))});
  rows.add({"storages", listed(counts_in(t.met, "storage"))});
  if (t.lies_found_out > 0) rows.add({"lies found out", grouped(t.lies_found_out)});
  return rows.text();
}

std::string what_was_met(const simulate_summary& summary) {
  const auto expected = expected_of(summary.wishes);
  std::string text = "\nmet ";
  for (const auto& group : expected)
    if (!group.names.empty())
      text += fmt::format("{}{} of {} {}", group.group == "event" ? "" : ", ",
                          met_of(group, summary.totals.met), group.names.size(), group.title);
  const auto missing = never_met(expected, summary.totals.met);
  return text + (missing.empty() ? "\n" : fmt::format("\nnever met: {}\n", fmt::join(missing, ", ")));
}

std::string failure_text(const simulate_summary& summary, const seed_failure& failure) {
  constexpr std::size_t shown = 3;
  auto text = fmt::format("\nseed {}\n", failure.seed);
  for (std::size_t i = 0; i < failure.violations.size() && i < shown; ++i)
    text += fmt::format("  {}: {}\n", failure.violations[i].invariant, printable(failure.violations[i].what));
  if (failure.violations.size() > shown)
    text += fmt::format("  and {} more\n", failure.violations.size() - shown);
  return text + fmt::format("  {}\n", replay_line(summary, failure.seed));
}

} // namespace

std::string replay_line(const simulate_summary& summary, std::uint64_t seed) {
  return fmt::format("{} simulate --replay {}{}", summary.program, seed, summary.words);
}

std::string summary_text(const simulate_summary& summary) {
  const auto& failures = summary.totals.failures;
  if (summary.totals.seeds == 0) return "no seed came to its end\n";
  auto text = headline(summary) + figures(summary) + what_was_met(summary);
  if (failures.empty()) return text + "\nno failures\n";
  text += fmt::format("\n{}\n", counted(failures.size(), "failure", "failures"));
  for (const auto& [seed, failure] : failures)
    text += failure_text(summary, failure);
  return text;
}

} // namespace docket::app
