#pragma once

#include <cmath>

namespace docket::app::bench {

// Figures are good to some digits only.
[[nodiscard]] inline double rounded(double x, double digits = 3) {
  const auto scale = std::pow(10.0, digits);
  return std::round(x * scale) / scale;
}

} // namespace docket::app::bench
