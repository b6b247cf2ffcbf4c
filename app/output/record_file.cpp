#include "docket/app/output/record_file.hpp"

#include "docket/app/program/errors.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace docket::app {
namespace {

command_failed cannot_write(const std::string& path, const char* why) {
  return command_failed{fmt::format("cannot write {}: {}", path, why)};
}

} // namespace

record_file::record_file(std::string path)
    : path_(std::move(path)),
      descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) throw cannot_write(path_, std::strerror(errno));
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
