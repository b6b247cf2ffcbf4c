#pragma once

#include <filesystem>

namespace docket::backups {

// A database under `<target>.partial`, until it is whole and takes the target's name. However it ends before,
// the target is as it was and nothing else is left; what a crash left of an earlier one is removed. The
// caller keeps others from making one at the same time. Throws store_error.
class unfinished_copy {
public:
  // An empty file that may be read and written by whom `permissions` let.
  unfinished_copy(std::filesystem::path target, std::filesystem::perms permissions);
  ~unfinished_copy();
  unfinished_copy(const unfinished_copy&) = delete;
  unfinished_copy& operator=(const unfinished_copy&) = delete;

  [[nodiscard]] static std::filesystem::path path_for(const std::filesystem::path& target);
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  // Gives it the target's name, and its archives theirs; both are on the disk when this returns. A file of
  // that name is written over only if `replace` is set, otherwise place_taken is thrown.
  void keep(bool replace);

private:
  void remove_all_of_it() const noexcept;

  std::filesystem::path target_, path_;
};

} // namespace docket::backups
