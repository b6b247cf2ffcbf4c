#include "docket/app/simulate/run_apart.hpp"

#include "docket/app/simulate/child_process.hpp"
#include "docket/app/simulate/watchdog.hpp"

#include <algorithm>
#include <exception>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <variant>

namespace docket::app {
namespace {

// The one line that the work tells, or why there is none.
std::variant<std::string, violation>
line_told_by(const std::function<void(const child_process::teller&)>& work) {
  child_process child{work};
  std::vector<std::string> lines;
  const watchdog over{child, patience{}};
  while (child.read(lines)) {
    if (auto complaint = over.complaint()) return *std::move(complaint);
    wait_for_any({child.descriptor()}, 1'000);
  }
  if (lines.empty()) return died(child.end());
  return lines.front();
}

std::vector<std::uint32_t> choices_apart(const scenario& what, const run_options& options) {
  const auto told = line_told_by([&](const child_process::teller& tell) {
    try {
      tell(nlohmann::json(run(what, options).choices).dump());
    } catch (const std::exception&) { // That it fails is known; how far it came is not.
      tell("[]");
    }
  });
  if (!std::holds_alternative<std::string>(told)) return {};
  return nlohmann::json::parse(std::get<std::string>(told)).get<std::vector<std::uint32_t>>();
}

std::string without_digits(std::string text) {
  std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
  return text;
}

// The other invariants say by their names what is wrong.
bool are_alike(const violation& one, const violation& other) {
  if (one.invariant != other.invariant) return false;
  return one.invariant != "failed" || without_digits(one.what) == without_digits(other.what);
}

} // namespace

violation died(const std::string& how) {
  return {std::string{process_died}, fmt::format("its process ended {}", how)};
}

seed_report run_apart(const scenario& what, const run_options& options) {
  auto told =
      line_told_by([&](const child_process::teller& tell) { tell(line_of(run_and_report(what, options))); });
  if (const auto* line = std::get_if<std::string>(&told)) return report_from_line(*line);
  seed_report report;
  report.seed = what.seed;
  report.violations.push_back(std::get<violation>(std::move(told)));
  return report;
}

shrink_judge violates_apart(violation found, std::uint64_t steps_max) {
  run_options options;
  options.steps_max = steps_max;
  const auto fails = [found = std::move(found), options](const scenario& what) {
    const auto all = run_apart(what, options).violations;
    return std::ranges::any_of(all, [&](const violation& one) { return are_alike(one, found); });
  };
  options.record_choices = true;
  return {fails, [options](const scenario& what) { return choices_apart(what, options); }};
}

} // namespace docket::app
