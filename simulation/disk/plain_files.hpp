#pragma once

#include "docket/persistence/files/open_file.hpp"
#include "docket/simulation/disk/disk_state.hpp"

#include <memory>
#include <string>

namespace docket {

// Files that no SQLite opens, on a simulated disk, as file_system has them. What is asked of them are
// operations of the disk like all others, and fail as those do.
[[nodiscard]] open_attempt<file_being_made> make_file_on(std::shared_ptr<disk_state> disk, std::string path);
[[nodiscard]] open_attempt<file_being_read> read_file_on(std::shared_ptr<disk_state> disk, std::string path);

} // namespace docket
