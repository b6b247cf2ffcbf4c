#pragma once

#include "docket/simulation/shop/scenario.hpp"

#include <filesystem>

namespace docket::app {

// Throws usage_error when it cannot be read or is none.
[[nodiscard]] scenario read_scenario(const std::filesystem::path& file);

// Throws command_failed when it cannot be written.
void write_scenario(const scenario& what, const std::filesystem::path& file);

} // namespace docket::app
