#include "docket/persistence/backup/folder_copy.hpp"

#include "docket/persistence/backup/opened_file.hpp"
#include "docket/persistence/backup/place_taken.hpp"
#include "docket/persistence/backup/synced.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

namespace docket::backups {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 1u << 20;

// By name, so that what fails fails at the same place again.
std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator{folder})
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

void write_all(const fs::path& file, int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail_by_errno(file, "writing");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

// By hand: the standard library's way forgets that a disk was full.
void copy_one(const fs::path& from, const fs::path& to) {
  const opened_file source{from, O_RDONLY};
  const opened_file copy{to, O_WRONLY | O_CREAT | O_EXCL, 0640};
  std::vector<char> piece(piece_bytes);
  for (;;) {
    const auto got = ::read(source.descriptor(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_by_errno(from, "reading");
    if (got == 0) break;
    write_all(to, copy.descriptor(), {piece.data(), static_cast<std::size_t>(got)});
  }
  sync_file(to);
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
      if (!fs::exists(file)) continue; // What an archiving that was given up had left is gone meanwhile.
      copy_one(file, copy);
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
