#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>

// Files that never change, from one folder to another. Throws store_error.
namespace docket::backups {

struct folder_size {
  std::size_t files = 0;
  std::uint64_t bytes = 0;
};

// Copies the files of `from` into the new folder `to` and syncs them and it. Makes no folder where there is
// nothing to copy. `progress` is called with bytes after each file; what it throws ends the copying.
folder_size copy_files(const std::filesystem::path& from, const std::filesystem::path& to,
                       const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

// Renames the files of `from` into `to`, which is made where there is none, and removes `from`. One that is
// there already with other bytes is replaced, or, unless `replace` is set, left with all that follow
// (place_taken).
void move_files(const std::filesystem::path& from, const std::filesystem::path& to, bool replace);

} // namespace docket::backups
