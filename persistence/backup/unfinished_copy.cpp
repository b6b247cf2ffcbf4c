#include "docket/persistence/backup/unfinished_copy.hpp"

#include "docket/persistence/archive/archive_file.hpp"
#include "docket/persistence/backup/folder_copy.hpp"
#include "docket/persistence/backup/opened_file.hpp"
#include "docket/persistence/backup/place_taken.hpp"
#include "docket/persistence/backup/synced.hpp"

#include <array>
#include <cstdio>
#include <string_view>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace docket::backups {
namespace {

namespace fs = std::filesystem;

constexpr std::array parts{std::string_view{""}, std::string_view{"-wal"}, std::string_view{"-shm"},
                           std::string_view{"-journal"}, std::string_view{".archives"}};

// For nobody but this user until it has the permissions that it shall have.
void make_empty(const fs::path& file, fs::perms permissions) {
  const opened_file made{file, O_WRONLY | O_CREAT | O_EXCL, 0600};
  if (::fchmod(made.descriptor(), static_cast<mode_t>(permissions)) != 0)
    fail_by_errno(file, "setting its permissions");
}

// A link, where the file system cannot rename and look at once: neither takes the place of another file.
bool rename_to_new(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL) return false;
  return ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

void take_name(const fs::path& from, const fs::path& to, bool replace) {
  if (replace ? ::rename(from.c_str(), to.c_str()) == 0 : rename_to_new(from, to)) return;
  if (errno == EEXIST)
    throw place_taken(
        fmt::format("{} was made by somebody else meanwhile; it is left as it is", to.string()));
  fail_by_errno(to, "renaming the copy to it");
}

} // namespace

unfinished_copy::unfinished_copy(fs::path target, fs::perms permissions)
    : target_(std::move(target)),
      path_(path_for(target_)) {
  remove_all_of_it();
  make_empty(path_, permissions);
}

fs::path unfinished_copy::path_for(const fs::path& target) { return target.string() + ".partial"; }

unfinished_copy::~unfinished_copy() { remove_all_of_it(); }

// The archives first: those that the database to be replaced names are among them, the same, where it is an
// earlier copy of this one.
void unfinished_copy::keep(bool replace) {
  move_files(archive::folder_beside(path_), archive::folder_beside(target_), replace);
  take_name(path_, target_, replace);
  sync_folder(target_.parent_path());
}

void unfinished_copy::remove_all_of_it() const noexcept {
  for (const auto part : parts) {
    std::error_code ignored;
    fs::remove_all(path_.string() + std::string{part}, ignored);
  }
}

} // namespace docket::backups
