#pragma once

#include "docket/persistence/files/file_system.hpp"

namespace docket {

// The operating system's files, and SQLite's default VFS.
[[nodiscard]] file_system& real_files() noexcept;

} // namespace docket
