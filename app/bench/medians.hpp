#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace docket::app::bench {

// The value that `fraction` (0..1) of the values do not exceed; 0 of none.
template <class Number>
[[nodiscard]] double percentile(std::vector<Number> values, double fraction) {
  if (values.empty()) return 0;
  const auto last = static_cast<double>(values.size() - 1);
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(fraction * last + 0.5);
  std::nth_element(values.begin(), place, values.end());
  return static_cast<double>(*place);
}

template <class Number>
[[nodiscard]] double median(std::vector<Number> values) {
  return percentile(std::move(values), 0.5);
}

// The median of one member of all rounds.
template <class Round>
[[nodiscard]] double median_of(const std::vector<Round>& rounds, double Round::*member) {
  std::vector<double> values;
  for (const auto& round : rounds)
    values.push_back(round.*member);
  return median(std::move(values));
}

} // namespace docket::app::bench
