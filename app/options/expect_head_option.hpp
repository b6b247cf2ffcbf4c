#pragma once

#include "docket/persistence/store/log_types.hpp"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace docket::app {

// --expect-head HASH.
void add_expect_head_option(CLI::App& to, std::optional<std::string>& text);

// The hash that the option's text says. Throws usage_error for what is none.
[[nodiscard]] std::optional<sha256> expected_head(const std::optional<std::string>& text);

} // namespace docket::app
