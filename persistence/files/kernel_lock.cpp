#include "docket/persistence/files/kernel_lock.hpp"

#include "docket/domain/timestamp.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>
#include <utility>

namespace docket {
namespace {

lock_attempt held_by(std::string who) { return {nullptr, std::move(who), {}}; }
lock_attempt failed(int reason) { return {nullptr, {}, {reason, std::generic_category()}}; }

// "process 1234 on HOST since 2026-03-01T10:15:00Z". The wall clock is read for people only.
std::string this_process() {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) std::strcpy(host.data(), "an unnamed host");
  using namespace std::chrono;
  const auto now = duration_cast<seconds>(system_clock::now().time_since_epoch());
  return fmt::format("process {} on {} since {}", getpid(), host.data(),
                     format_timestamp(timestamp{duration_cast<microseconds>(now).count()}));
}

std::string holder(int descriptor) {
  std::array<char, 512> written{};
  const auto size = pread(descriptor, written.data(), written.size(), 0);
  if (size <= 0) return "another process"; // It has the lock and has not written its name yet.
  const std::string_view text{written.data(), static_cast<std::size_t>(size)};
  return std::string{text.substr(0, text.find('\n'))};
}

// Whether the file that was locked still is the one of that name: its last holder may have removed it
// meanwhile.
bool still_there(int descriptor, const std::filesystem::path& file) {
  struct stat locked {};
  struct stat named {};
  return fstat(descriptor, &locked) == 0 && stat(file.c_str(), &named) == 0 &&
         locked.st_ino == named.st_ino && locked.st_dev == named.st_dev;
}

class kernel_lock final : public held_lock {
public:
  kernel_lock(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {
    const auto owner = this_process() + '\n';
    // Only the message to others suffers when this fails (a full disk): the lock itself holds.
    [[maybe_unused]] const bool written =
        ftruncate(descriptor_, 0) == 0 && pwrite(descriptor_, owner.data(), owner.size(), 0) > 0;
  }
  ~kernel_lock() override {
    unlink(
        file_.c_str()); // While still held: whoever opened it before sees in still_there() that it is gone.
    close(descriptor_);
  }

private:
  std::filesystem::path file_;
  int descriptor_;
};

} // namespace

lock_attempt lock_by_kernel(const std::filesystem::path& file) {
  for (;;) {
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) return failed(errno);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const int reason = errno;
      auto who = holder(descriptor);
      close(descriptor);
      return reason == EWOULDBLOCK ? held_by(std::move(who)) : failed(reason);
    }
    if (still_there(descriptor, file)) return {std::make_unique<kernel_lock>(file, descriptor), {}, {}};
    close(descriptor);
  }
}

} // namespace docket
