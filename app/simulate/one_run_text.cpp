#include "docket/app/simulate/one_run_text.hpp"

#include "docket/app/output/numbers.hpp"
#include "docket/app/output/printable.hpp"
#include "docket/app/output/table.hpp"
#include "docket/app/simulate/report_json.hpp"
#include "docket/app/simulate/totals.hpp"

#include <fmt/format.h>

namespace docket::app {
namespace {

std::string mode_name(fulfilment_mode mode) {
  switch (mode) {
  case fulfilment_mode::manual: return "manual";
  case fulfilment_mode::pay_first: return "pay_first";
  case fulfilment_mode::reserve_first: return "reserve_first";
  }
  return "manual";
}

std::string schedule_words(const schedule_plan& plan) {
  const auto kind = std::string{name_of(plan.kind)};
  if (plan.kind == schedule_kind::replay)
    return fmt::format("{} of {}", kind, counted(plan.choices.size(), "choice", "choices"));
  if (plan.kind == schedule_kind::priority)
    return fmt::format("{}, {} changes within {} steps", kind, plan.depth - 1, grouped(plan.steps));
  return kind;
}

std::string fault_words(const scenario& what) {
  std::string words;
  for (const auto& [fault, rate] : what.faults)
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", name_of(fault), rate);
  return words.empty() ? "none" : words + " of 10,000";
}

std::string client_words(const scenario& what) {
  std::size_t commands = 0;
  for (const auto& client : what.clients)
    commands += client.actions.size();
  return fmt::format("{} with {}", what.clients.size(), counted(commands, "command", "commands"));
}

std::string counts_text(const coverage& met) {
  table rows{{side::left, side::right}};
  for (const auto& [name, times] : met.counts())
    rows.add({name, grouped(times)});
  return rows.text();
}

std::string lines_text(std::string_view title, const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  auto text = fmt::format("\n{}\n", title);
  for (const auto& line : lines)
    text += printable(line) + '\n';
  return text;
}

} // namespace

std::string scenario_text(const scenario& what) {
  table rows{{side::left, side::left}};
  if (!what.about.empty()) rows.add({"about", printable(what.about)});
  rows.add({"schedule", schedule_words(what.schedule)});
  rows.add({"storage", std::string{name_of(what.storage)}});
  rows.add({"fulfilment", mode_name(what.engine.fulfilment.mode)});
  rows.add({"views", what.views.empty() ? "none" : fmt::format("{}", fmt::join(what.views, ", "))});
  rows.add({"faults", fault_words(what)});
  rows.add({"clients", client_words(what)});
  return fmt::format("seed {}\n{}", what.seed, rows.text());
}

std::string one_run_text(const run_result& result) {
  auto text = fmt::format("\nmet\n{}", counts_text(result.met));
  text += lines_text("log", result.log);
  text += lines_text("last steps", result.last_steps);
  text += fmt::format("\n{} steps, trace {:016x}\n", grouped(result.steps), result.trace_hash);
  if (result.lie_found_out) text += "the disk had lied, and that was found out\n";
  for (const auto& one : result.violations)
    text += fmt::format("{}: {}\n", one.invariant, printable(one.what));
  return text + (result.violations.empty() ? "no violations\n" : "");
}

std::string one_run_json(const scenario& what, const run_result& result) {
  nlohmann::ordered_json object{{"seed", what.seed},
                                {"traceHash", fmt::format("{:016x}", result.trace_hash)},
                                {"steps", result.steps},
                                {"lieFoundOut", result.lie_found_out},
                                {"violations", violations_json(result.violations)},
                                {"met", result.met.counts()}};
  if (!result.last_steps.empty()) object["lastSteps"] = result.last_steps;
  if (!result.log.empty()) object["log"] = result.log;
  return json_line(object);
}

} // namespace docket::app
