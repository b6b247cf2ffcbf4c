#pragma once

#include "docket/persistence/files/open_file.hpp"

#include <filesystem>

namespace docket {

// As file_system has them, on the operating system's files.
[[nodiscard]] open_attempt<file_being_made> make_file_by_kernel(const std::filesystem::path& file);
[[nodiscard]] open_attempt<file_being_read> read_file_by_kernel(const std::filesystem::path& file);

} // namespace docket
