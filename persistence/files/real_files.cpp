#include "docket/persistence/files/real_files.hpp"

#include "docket/persistence/files/kernel_files.hpp"
#include "docket/persistence/files/kernel_lock.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace docket {
namespace {

namespace fs = std::filesystem;

std::error_code last_error() noexcept { return {errno, std::generic_category()}; }

int mode_of(file_access wanted) noexcept {
  switch (wanted) {
  case file_access::read: return R_OK;
  case file_access::write: return W_OK;
  case file_access::read_and_write: return R_OK | W_OK;
  case file_access::write_and_enter: return W_OK | X_OK;
  }
  return F_OK;
}

class operating_system final : public file_system {
public:
  const char* vfs() const noexcept override { return nullptr; }
  bool single_threaded() const noexcept override { return false; }

  fs::path real_path(const fs::path& path) const override {
    constexpr int links_max = 40; // As many as Linux follows.
    auto followed = path;
    for (int links = 0; links < links_max && fs::is_symlink(followed); ++links) {
      const auto target = fs::read_symlink(followed);
      followed = target.is_absolute() ? target : followed.parent_path() / target;
    }
    return fs::weakly_canonical(fs::absolute(followed));
  }

  fs::file_type type_of(const fs::path& path) const override { return fs::status(path).type(); }

  std::uint64_t bytes_of(const fs::path& file) const noexcept override {
    std::error_code missing;
    const auto size = fs::file_size(file, missing);
    return missing ? 0 : size;
  }

  std::error_code refuses(const fs::path& path, file_access wanted) const noexcept override {
    return access(path.c_str(), mode_of(wanted)) == 0 ? std::error_code{} : last_error();
  }

  std::vector<std::string> names_in(const fs::path& folder) const override {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder})
      names.push_back(entry.path().filename().string());
    return names;
  }

  std::error_code make_folder(const fs::path& folder) override {
    std::error_code error;
    fs::create_directory(folder, error);
    return error;
  }

  open_attempt<file_being_made> make_file(const fs::path& file) override { return make_file_by_kernel(file); }
  open_attempt<file_being_read> read_file(const fs::path& file) override { return read_file_by_kernel(file); }

  std::error_code remove(const fs::path& file) noexcept override {
    std::error_code error;
    fs::remove(file, error);
    return error;
  }

  std::error_code sync_folder(const fs::path& folder) noexcept override {
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return last_error();
    const auto failed = fsync(descriptor) == 0 ? std::error_code{} : last_error();
    close(descriptor);
    return failed;
  }

  lock_attempt lock(const fs::path& file) override { return lock_by_kernel(file); }
};

} // namespace

file_system& real_files() noexcept {
  static operating_system files;
  return files;
}

} // namespace docket
