#include "docket/app/simulate/totals.hpp"

#include <algorithm>

namespace docket::app {

void simulate_totals::add(const seed_report& report) {
  first = seeds == 0 ? report.seed : std::min(first, report.seed);
  last = std::max(last, report.seed);
  ++seeds;
  steps += report.steps;
  lies_found_out += report.lie_found_out ? 1 : 0;
  met.add(report.met);
  if (!report.violations.empty()) failures[report.seed] = {report.seed, report.violations};
}

std::map<std::string, std::uint64_t> counts_in(const coverage& met, std::string_view group) {
  std::map<std::string, std::uint64_t> counts;
  const auto prefix = std::string{group} + '.';
  for (auto it = met.counts().lower_bound(prefix); it != met.counts().end(); ++it) {
    if (!it->first.starts_with(prefix)) break;
    counts.emplace(it->first.substr(prefix.size()), it->second);
  }
  return counts;
}

std::uint64_t sum_of(const coverage& met, std::string_view group) {
  std::uint64_t sum = 0;
  for (const auto& [name, times] : counts_in(met, group))
    sum += times;
  return sum;
}

double per_second(const simulate_totals& totals) {
  if (totals.elapsed.count() == 0) return 0;
  return static_cast<double>(totals.seeds) * 1'000 / static_cast<double>(totals.elapsed.count());
}

} // namespace docket::app
