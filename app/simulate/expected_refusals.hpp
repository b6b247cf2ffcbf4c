#pragma once

#include <string>
#include <vector>

namespace docket::app {

// The rules that drawn scenarios break, sooner or later. There are more: clients send no command that no shop
// would.
[[nodiscard]] std::vector<std::string> expected_refusals();

} // namespace docket::app
