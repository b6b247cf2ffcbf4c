#pragma once

#include <filesystem>
#include <string>

namespace docket::configuration {

// The text of a configuration file. Throws config_error when it cannot be read.
[[nodiscard]] std::string config_text(const std::filesystem::path& file);

} // namespace docket::configuration
