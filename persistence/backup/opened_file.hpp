#pragma once

#include "docket/persistence/backup/file_failure.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

namespace docket::backups {

// A descriptor, closed with this object. Throws store_error when the file cannot be opened.
class opened_file {
public:
  opened_file(const std::filesystem::path& path, int flags, mode_t permissions = 0)
      : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, permissions)) {
    if (descriptor_ < 0) fail_by_errno(path, "opening");
  }
  ~opened_file() { ::close(descriptor_); }
  opened_file(const opened_file&) = delete;
  opened_file& operator=(const opened_file&) = delete;

  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

private:
  int descriptor_;
};

} // namespace docket::backups
