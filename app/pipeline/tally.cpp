#include "docket/app/pipeline/tally.hpp"

#include <algorithm>

namespace docket::app {

std::vector<std::pair<std::string, std::uint64_t>> ranked(const tally::counts& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> result(counts.begin(), counts.end());
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return result;
}

void count_one(tally::counts& in, std::string_view name) {
  const auto at = in.find(name);
  if (at != in.end()) {
    ++at->second;
  } else {
    in.emplace(name, 1);
  }
}

} // namespace docket::app
