#include "docket/app/simulate/hunt.hpp"

#include "docket/app/program/errors.hpp"
#include "docket/app/simulate/run_apart.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <string>
#include <utility>

namespace docket::app {
namespace {

// What a worker tells: the seed that it begins, its report, and that it has no more.
constexpr std::string_view begins = "begins ";
constexpr std::string_view no_more = "no more";

constexpr int wait_ms = 100;

} // namespace

bool hunt::is_planned(std::uint64_t seed) const {
  return seed >= plan_.first && (!plan_.count || seed - plan_.first < *plan_.count);
}

void hunt::run(const std::function<void(const seed_report&)>& on_report,
               const std::function<bool()>& may_go_on, int wake) {
  workers_ = std::vector<worker>(plan_.jobs);
  for (std::uint32_t i = 0; i < plan_.jobs; ++i)
    start(workers_[i], plan_.first + i);
  while (may_go_on() && !std::ranges::all_of(workers_, &worker::done)) {
    wait(wake);
    for (auto& one : workers_)
      if (!one.done) listen(one, on_report);
  }
  workers_.clear();
}

void hunt::start(worker& one, std::uint64_t first) {
  one.done = !is_planned(first);
  one.under_way.reset();
  one.process.reset();
  if (one.done) return;
  one.process = std::make_unique<child_process>(
      [this, first](const child_process::teller& tell) { run_seeds(first, tell); });
}

void hunt::run_seeds(std::uint64_t first, const child_process::teller& tell) const {
  for (auto seed = first; is_planned(seed); seed += plan_.jobs) {
    tell(fmt::format("{}{}", begins, seed));
    tell(line_of(plan_.run(seed)));
    if (seed > std::numeric_limits<std::uint64_t>::max() - plan_.jobs) break;
  }
  tell(no_more);
}

void hunt::listen(worker& to, const std::function<void(const seed_report&)>& on_report) {
  std::vector<std::string> lines;
  const bool lives = to.process->read(lines);
  for (const auto& line : lines)
    take(to, line, on_report);
  if (to.done) return;
  if (!lives) return lose(to, died(to.process->end()), on_report);
  if (!to.under_way) return;
  if (auto complaint = to.over->complaint()) lose(to, *std::move(complaint), on_report);
}

void hunt::take(worker& from, const std::string& line,
                const std::function<void(const seed_report&)>& on_report) {
  if (line == no_more) {
    from.done = true;
  } else if (line.starts_with(begins)) {
    from.under_way = std::stoull(line.substr(begins.size()));
    from.over.emplace(*from.process, plan_.with_each);
  } else {
    from.under_way.reset();
    on_report(report_from_line(line));
  }
}

// Another one goes on after the seed that was under way.
void hunt::lose(worker& one, violation how, const std::function<void(const seed_report&)>& on_report) {
  if (!one.under_way) throw command_failed{"a process that runs seeds cannot run: " + how.what};
  seed_report report;
  report.seed = *one.under_way;
  report.violations.push_back(std::move(how));
  start(one, report.seed + plan_.jobs);
  on_report(report);
}

void hunt::wait(int wake) const {
  std::vector<int> descriptors{wake};
  for (const auto& one : workers_)
    if (!one.done) descriptors.push_back(one.process->descriptor());
  wait_for_any(descriptors, wait_ms);
}

} // namespace docket::app
