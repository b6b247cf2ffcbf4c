#pragma once

#include <vector>

namespace docket::testing {

// What happened before, and then more of it.
template <class Event>
std::vector<Event> operator+(std::vector<Event> before, const std::vector<Event>& more) {
  before.insert(before.end(), more.begin(), more.end());
  return before;
}

} // namespace docket::testing
