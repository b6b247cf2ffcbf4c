#include "docket/persistence/backup/synced.hpp"

#include "docket/persistence/backup/file_failure.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace docket::backups {
namespace {

class opened {
public:
  opened(const std::filesystem::path& path, int flags)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC)) {
    if (descriptor_ < 0) fail_by_errno(path, "opening");
  }
  ~opened() { ::close(descriptor_); }
  opened(const opened&) = delete;
  opened& operator=(const opened&) = delete;

  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

private:
  int descriptor_;
};

} // namespace

void sync_file(const std::filesystem::path& file) {
  const opened bytes{file, O_RDONLY};
  if (::fsync(bytes.descriptor()) != 0) fail_by_errno(file, "syncing");
  static_cast<void>(::posix_fadvise(bytes.descriptor(), 0, 0, POSIX_FADV_DONTNEED));
}

// Folders that cannot be synced at all, as on some networks, are as good as they get.
void sync_folder(const std::filesystem::path& folder) {
  const opened names{folder, O_RDONLY | O_DIRECTORY};
  if (::fsync(names.descriptor()) != 0 && errno == EIO) fail_by_errno(folder, "syncing");
}

} // namespace docket::backups
