#pragma once

#include "docket/actors/config.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace docket::configuration {

// The text of a configuration file. Throws config_error when it cannot be read.
[[nodiscard]] std::string config_text(const std::filesystem::path& file);

// What `read` makes of the text of a file that config_from_file() has read; a config_error that it throws
// names the file. The usual settings without a file.
template <class Settings, class Read>
[[nodiscard]] Settings settings_from_file(const std::optional<std::string>& file, Read read) {
  if (!file) return {};
  const auto text = config_text(*file);
  try {
    return read(text);
  } catch (const config_error& error) {
    throw config_error{*file + ": " + error.what()};
  }
}

} // namespace docket::configuration
