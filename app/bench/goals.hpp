#pragma once

#include "docket/app/bench/figures.hpp"

#include <string>
#include <vector>

namespace docket::app::bench {

// A figure that must reach something.
struct goal {
  std::string name; // As in the JSON: "ratio_512".
  std::string what; // For people.
  double measured = 0, must = 0, aim = 0;
  bool at_most = false; // Else at least.

  [[nodiscard]] bool reaches(double mark) const noexcept {
    return at_most ? measured <= mark : measured >= mark;
  }
};

// Those whose figures were measured.
[[nodiscard]] std::vector<goal> goals_of(const figures& measured);

} // namespace docket::app::bench
