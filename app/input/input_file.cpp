#include "docket/app/input/input_file.hpp"

#include "docket/app/program/errors.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace docket::app {

input_file::input_file(const std::string& path)
    : descriptor_(path == "-" ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
      owned_(path != "-"),
      name_(path == "-" ? "standard input" : path) {
  struct stat facts {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &facts) != 0) {
    throw command_failed{fmt::format("cannot read {}: {}", name_, std::strerror(errno))};
  }
  if (S_ISDIR(facts.st_mode)) {
    if (owned_) ::close(descriptor_);
    throw command_failed{
        fmt::format("{} is a directory; name a file of command lines, or - for a pipe", name_)};
  }
  if (S_ISREG(facts.st_mode)) size_ = static_cast<std::uint64_t>(facts.st_size);
}

input_file::~input_file() {
  if (owned_) ::close(descriptor_);
}

} // namespace docket::app
