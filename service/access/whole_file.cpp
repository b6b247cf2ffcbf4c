#include "docket/service/access/whole_file.hpp"

#include "docket/service/access/token_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace docket::service {
namespace {

constexpr std::size_t bytes_max = 1u << 20;

[[noreturn]] void fail(std::string_view what, const std::filesystem::path& file) {
  throw token_file_error{fmt::format("cannot {} {}: {}", what, file.string(), std::strerror(errno))};
}

// Closes what it holds.
class descriptor {
public:
  explicit descriptor(int number) : number_(number) {}
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  [[nodiscard]] int operator*() const noexcept { return number_; }

private:
  int number_;
};

std::filesystem::path folder_of(const std::filesystem::path& file) {
  const auto folder = file.parent_path();
  return folder.empty() ? std::filesystem::path{"."} : folder;
}

void write_all(int to, std::string_view text, const std::filesystem::path& file) {
  while (!text.empty()) {
    const auto wrote = ::write(to, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) fail("write", file);
    text.remove_prefix(static_cast<std::size_t>(wrote));
  }
}

void sync_folder(const std::filesystem::path& folder) {
  const descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (*opened < 0 || ::fsync(*opened) != 0) fail("sync the folder", folder);
}

} // namespace

std::optional<file_facts> facts_of(const std::filesystem::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) {
    if (errno == ENOENT) return std::nullopt;
    fail("look at", file);
  }
  constexpr std::int64_t second_ns = 1'000'000'000;
  return file_facts{found.st_dev, found.st_ino, static_cast<std::uint64_t>(found.st_size),
                    found.st_ctim.tv_sec * second_ns + found.st_ctim.tv_nsec};
}

std::optional<whole_file> read_whole_file(const std::filesystem::path& file) {
  const descriptor opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (*opened < 0) {
    if (errno == ENOENT) return std::nullopt;
    fail("open", file);
  }
  struct stat found {};
  if (::fstat(*opened, &found) != 0) fail("look at", file);
  whole_file result{{}, (found.st_mode & (S_IWGRP | S_IWOTH)) != 0};
  char part[4096];
  while (true) {
    const auto got = ::read(*opened, part, sizeof part);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read", file);
    if (got == 0) return result;
    result.text.append(part, static_cast<std::size_t>(got));
    if (result.text.size() > bytes_max)
      throw token_file_error{fmt::format("{} is too large to be a token file", file.string())};
  }
}

void replace_whole_file(const std::filesystem::path& file, std::string_view text) {
  auto next = file;
  next += ".next";
  if (::unlink(next.c_str()) != 0 && errno != ENOENT) fail("remove", next); // Of one that was cut off.
  {
    const descriptor opened{::open(next.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)};
    if (*opened < 0) fail("make", next);
    write_all(*opened, text, next);
    if (::fsync(*opened) != 0) fail("sync", next);
  }
  if (::rename(next.c_str(), file.c_str()) != 0) fail("replace", file);
  sync_folder(folder_of(file));
}

folder_lock::folder_lock(const std::filesystem::path& file)
    : descriptor_(::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ < 0) fail("open the folder", folder_of(file));
  while (::flock(descriptor_, LOCK_EX) != 0) {
    if (errno == EINTR) continue;
    const int why = errno;
    ::close(descriptor_);
    errno = why;
    fail("lock the folder", folder_of(file));
  }
}

folder_lock::~folder_lock() { ::close(descriptor_); }

} // namespace docket::service
