#include "docket/persistence/files/kernel_files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace docket {
namespace {

std::error_code last_error() noexcept { return {errno, std::generic_category()}; }

class descriptor {
public:
  explicit descriptor(int number) noexcept : number_(number) {}
  ~descriptor() { close(number_); }
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;

  [[nodiscard]] int number() const noexcept { return number_; }

private:
  int number_;
};

class kernel_file_being_made final : public file_being_made {
public:
  explicit kernel_file_being_made(int number) : file_(number) {}

  std::error_code append(std::span<const std::uint8_t> bytes) noexcept override {
    while (!bytes.empty()) {
      const auto written = write(file_.number(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return last_error();
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return {};
  }

  // What is in the operating system's memory is let go of, so that whoever reads the file back to see whether
  // it is whole reads what is on the disk.
  std::error_code sync() noexcept override {
    if (fsync(file_.number()) != 0) return last_error();
    posix_fadvise(file_.number(), 0, 0, POSIX_FADV_DONTNEED);
    return {};
  }

private:
  descriptor file_;
};

class kernel_file_being_read final : public file_being_read {
public:
  explicit kernel_file_being_read(int number) : file_(number) {}

  std::error_code read(std::span<std::uint8_t> to, std::uint64_t at) noexcept override {
    while (!to.empty()) {
      const auto got = pread(file_.number(), to.data(), to.size(), static_cast<off_t>(at));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return last_error();
      if (got == 0) return std::make_error_code(std::errc::io_error);
      to = to.subspan(static_cast<std::size_t>(got));
      at += static_cast<std::uint64_t>(got);
    }
    return {};
  }

private:
  descriptor file_;
};

} // namespace

open_attempt<file_being_made> make_file_by_kernel(const std::filesystem::path& file) {
  const int number = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (number < 0) return {nullptr, last_error()};
  return {std::make_unique<kernel_file_being_made>(number), {}};
}

open_attempt<file_being_read> read_file_by_kernel(const std::filesystem::path& file) {
  const int number = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) return {nullptr, last_error()};
  return {std::make_unique<kernel_file_being_read>(number), {}};
}

} // namespace docket
