#pragma once

#include "docket/persistence/files/file_system.hpp"

#include <filesystem>

namespace docket {

// The file's lock is the kernel's (flock), so it ends with its holder however that ends; the file says who it
// is.
[[nodiscard]] lock_attempt lock_by_kernel(const std::filesystem::path& file);

} // namespace docket
