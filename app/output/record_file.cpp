#include "docket/app/output/record_file.hpp"

#include "docket/app/program/errors.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace docket::app {
namespace {

bool same_regular_file(int a, int b) {
  struct stat one {
  }, other{};
  return ::fstat(a, &one) == 0 && ::fstat(b, &other) == 0 && S_ISREG(one.st_mode) &&
         one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

command_failed cannot_write(const std::string& path, const char* why) {
  return command_failed{fmt::format("cannot write {}: {}", path, why)};
}

} // namespace

record_file::record_file(std::string path, int never)
    : path_(std::move(path)),
      descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) throw cannot_write(path_, std::strerror(errno));
  if (!same_regular_file(descriptor_, never)) return;
  ::close(descriptor_);
  throw cannot_write(path_, "it is the file that is read");
}

void record_file::empty() {
  // EINVAL: a pipe or a terminal, which has nothing to empty.
  if (::ftruncate(descriptor_, 0) != 0 && errno != EINVAL) throw cannot_write(path_, std::strerror(errno));
}

record_file::~record_file() { ::close(descriptor_); }

void record_file::flush() {
  if (pending_.empty()) return;
  std::string lines;
  lines.swap(pending_); // First: what could not be written is not tried again.
  write_all(descriptor_, lines, path_);
  lines.clear();
  pending_.swap(lines);
}

} // namespace docket::app
