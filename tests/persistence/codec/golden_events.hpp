#pragma once

#include <map>
#include <string>

namespace docket {

// What each of an aggregate's golden files says, by its name: <type>.v<schema>. The files stand in
// tests/golden/<stream type>/.
template <class Aggregate>
[[nodiscard]] std::map<std::string, typename Aggregate::event> golden_events();

} // namespace docket
