#include "docket/app/program/standard_descriptors.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <initializer_list>

namespace docket::app {

void guard_standard_descriptors() noexcept {
  for (const int descriptor : {0, 1, 2}) {
    if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    // The lowest free number is given out, which is this one: the ones below are taken.
    static_cast<void>(::open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY));
  }
}

void ignore_broken_pipes() noexcept { static_cast<void>(std::signal(SIGPIPE, SIG_IGN)); }

} // namespace docket::app
