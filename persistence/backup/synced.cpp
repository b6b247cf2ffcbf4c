#include "docket/persistence/backup/synced.hpp"

#include "docket/persistence/backup/opened_file.hpp"

namespace docket::backups {

void sync_file(const std::filesystem::path& file) {
  const opened_file bytes{file, O_RDONLY};
  if (::fsync(bytes.descriptor()) != 0) fail_by_errno(file, "syncing");
  static_cast<void>(::posix_fadvise(bytes.descriptor(), 0, 0, POSIX_FADV_DONTNEED));
}

// Folders that cannot be synced at all, as on some networks, are as good as they get.
void sync_folder(const std::filesystem::path& folder) {
  const opened_file names{folder, O_RDONLY | O_DIRECTORY};
  if (::fsync(names.descriptor()) != 0 && errno == EIO) fail_by_errno(folder, "syncing");
}

} // namespace docket::backups
