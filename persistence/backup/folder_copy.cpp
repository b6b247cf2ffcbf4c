#include "docket/persistence/backup/folder_copy.hpp"

#include "docket/persistence/backup/file_failure.hpp"
#include "docket/persistence/backup/place_taken.hpp"
#include "docket/persistence/backup/synced.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

namespace docket::backups {
namespace {

namespace fs = std::filesystem;

// By name, so that what fails fails at the same place again.
std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator{folder})
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

// False when the file is gone.
bool copy_one(const fs::path& from, const fs::path& to) {
  std::error_code why;
  fs::copy_file(from, to, why);
  if (why == std::errc::no_such_file_or_directory && !fs::exists(from)) return false;
  if (why) fail(to, "copying " + from.string(), why);
  sync_file(to);
  return true;
}

bool are_the_same(const fs::path& one, const fs::path& other) {
  if (fs::file_size(one) != fs::file_size(other)) return false;
  std::ifstream left{one, std::ios::binary};
  std::ifstream right{other, std::ios::binary};
  using bytes = std::istreambuf_iterator<char>;
  return left && right && std::equal(bytes{left}, bytes{}, bytes{right}, bytes{});
}

void move_one(const fs::path& from, const fs::path& to, bool replace) {
  if (!replace && fs::exists(to) && !are_the_same(from, to))
    throw place_taken(fmt::format("{} is there already, and another database's; name another file, or move "
                                  "the folder away",
                                  to.string()));
  fs::rename(from, to);
}

// Runs `work` and turns what the file system throws into a store_error.
template <class Work>
auto at_the_border(const fs::path& folder, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const fs::filesystem_error& error) {
    fail(error.path1().empty() ? folder : error.path1(), "copying archives", error.code());
  }
}

} // namespace

folder_size copy_files(const fs::path& from, const fs::path& to,
                       const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  return at_the_border(from, [&] {
    const auto files = files_in(from);
    std::uint64_t total = 0;
    for (const auto& file : files)
      total += fs::file_size(file);
    folder_size copied;
    if (!files.empty()) fs::create_directory(to);
    for (const auto& file : files) {
      const auto copy = to / file.filename();
      if (!copy_one(file, copy)) continue;
      ++copied.files;
      copied.bytes += fs::file_size(copy);
      if (progress) progress(copied.bytes, total);
    }
    if (copied.files > 0) sync_folder(to);
    return copied;
  });
}

void move_files(const fs::path& from, const fs::path& to, bool replace) {
  at_the_border(from, [&] {
    const auto files = files_in(from);
    if (files.empty()) return;
    fs::create_directory(to);
    for (const auto& file : files)
      move_one(file, to / file.filename(), replace);
    sync_folder(to);
    fs::remove(from);
  });
}

} // namespace docket::backups
