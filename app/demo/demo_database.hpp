#pragma once

#include <filesystem>

namespace docket::app {

// Makes room for a demonstration at this path: nothing there, or the database of an earlier demonstration,
// which is deleted. Any other database is left alone: throws command_failed. Throws store_error when somebody
// writes to it.
void make_room_for_demo(const std::filesystem::path& database);

} // namespace docket::app
