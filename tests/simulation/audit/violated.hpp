#pragma once

#include "docket/simulation/audit/violation.hpp"

#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace docket {

inline std::ostream& operator<<(std::ostream& out, const violation& v) {
  return out << v.invariant << ": " << v.what;
}

namespace testing {

// The invariants that were violated, each once.
inline std::set<std::string> violated(const std::vector<violation>& found) {
  std::set<std::string> names;
  for (const auto& one : found)
    names.insert(one.invariant);
  return names;
}

} // namespace testing

} // namespace docket
