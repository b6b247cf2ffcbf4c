#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace docket::app {

// What is wrong with a configuration, a sentence for each key, in the order in which the keys stand; nothing
// when it can be used. What is no JSON object has one problem.
[[nodiscard]] std::vector<std::string> configuration_problems(std::string_view text);

} // namespace docket::app
