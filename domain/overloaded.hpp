#pragma once

namespace docket {

// One function object out of many, for std::visit: overloaded{[](a) {...}, [](b) {...}}. Give it one overload
// for each alternative and none for `auto`, so that a new alternative breaks the build where it is not
// handled.
template <class... Functions>
struct overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
overloaded(Functions...) -> overloaded<Functions...>;

} // namespace docket
