#pragma once

#include "docket/persistence/views/projection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace docket::app {

// The projections that this program has the code of: those that are built in.
[[nodiscard]] std::vector<projection_factory> known_projections();

// Their names, in that order.
[[nodiscard]] std::vector<std::string> known_projection_names();

// The one of this name. Throws usage_error, which lists them.
[[nodiscard]] projection_factory known_projection(std::string_view name);

// Those that a command names; all when it names none.
[[nodiscard]] std::vector<projection_factory> chosen_projections(const std::vector<std::string>& names);

} // namespace docket::app
