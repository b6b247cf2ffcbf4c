#pragma once

#include <filesystem>

// What is on the disk, and not only in the machine's memory, when these return. Throws store_error.
namespace docket::backups {

// Its bytes. They leave the machine's memory as well where the system does so, so that whoever reads the file
// next reads what the disk has.
void sync_file(const std::filesystem::path& file);

// Its names.
void sync_folder(const std::filesystem::path& folder);

} // namespace docket::backups
